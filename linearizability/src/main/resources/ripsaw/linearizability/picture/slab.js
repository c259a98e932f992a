// Draws a slab: what its header says, its chunks in the order of their addresses, its lists.
const picture = (function () {
  'use strict';

  // Texts come from users' files: they only ever become text nodes and attributes.
  function add(parent, name, className, text) {
    const one = document.createElement(name);
    if (className) {
      one.className = className;
    }
    if (text !== undefined) {
      one.textContent = text;
    }
    parent.appendChild(one);
    return one;
  }

  function draw(parent, name, attributes, text) {
    const one = document.createElementNS(document.getElementById('arrows').namespaceURI, name);
    Object.keys(attributes).forEach(function (key) {
      one.setAttribute(key, attributes[key]);
    });
    if (text !== undefined) {
      one.textContent = text;
    }
    parent.appendChild(one);
    return one;
  }

  function flag(element, changed) {
    if (changed) {
      element.classList.add('changed');
    }
  }

  function drawSlab(parent, slab, before) {
    const box = add(parent, 'article', slab.live ? 'slab' : 'slab dead');
    const facts = add(box, 'div', 'facts');
    add(facts, 'h3', '', slab.name);
    function fact(text, loud, changed) {
      flag(add(facts, 'span', loud ? 'fact loud' : 'fact', text), before && changed);
    }
    if (!slab.live) {
      fact('RIPPED', true, before && before.live);
    }
    fact('owner cpu' + slab.owner, false, before && before.owner !== slab.owner);
    if (slab.live) {
      stateFacts(slab, before, fact);
    }
    drawChunks(box, slab, before);
    return box;
  }

  // What the header of a live slab says, and what its lists hold that is no chunk of it.
  function stateFacts(slab, before, fact) {
    fact(slab.listed ? 'on its list' : 'OFF-LIST', false, before && before.listed !== slab.listed);
    fact(slab.marked ? 'MARKED: wants a signal' : 'not marked', slab.marked, before && before.marked !== slab.marked);
    fact('free ' + slab.freeCount + ' of ' + slab.capacity, false, before && before.freeCount !== slab.freeCount);
    fact('pins ' + slab.pins, slab.pins !== 0, before && before.pins !== slab.pins);
    ['local', 'remote', 'unused'].forEach(function (kind) {
      const strangers = slab[kind].filter(function (chunk) {
        return !isChunk(slab, chunk);
      });
      if (strangers.length) {
        fact('in ' + kind + ' list: ' + strangers.join(', '), true, false);
      }
    });
  }

  function isChunk(slab, name) {
    return /^c\d+$/.test(name) && Number(name.slice(1)) < slab.capacity;
  }

  // Where a chunk is, in all places: more than one means that something is wrong.
  function places(slab, chunk) {
    if (!slab.live) {
      return [{ kind: 'ripped', label: 'ripped' }];
    }
    const found = [];
    slab.held.forEach(function (held) {
      if (held.split(' ')[0] === chunk) {
        const who = held.slice(chunk.length).replace(/^ \(|\)$/g, '');
        found.push({ kind: 'held', label: who ? 'held: ' + who : 'held' });
      }
    });
    ['local', 'remote', 'unused'].forEach(function (kind) {
      if (slab[kind].indexOf(chunk) >= 0) {
        found.push({ kind: kind, label: kind === 'unused' ? 'never used' : kind + ' list' });
      }
    });
    return found.length ? found : [{ kind: 'flight', label: 'in flight' }];
  }

  function label(slab, chunk) {
    return places(slab, chunk).map(function (place) {
      return place.label;
    }).join(' AND ');
  }

  const ROOT = 84;
  const WIDE = 104;
  const APART = 18;
  const TOP = 44;
  const BOTTOM = 92;

  // The local list above the chunks, the remote list below them.
  function drawChunks(box, slab, before) {
    const width = ROOT + slab.capacity * (WIDE + APART) + 4;
    const said = [];
    const view = slab.live ? '0 0 ' + width + ' 136' : '0 ' + (TOP - 6) + ' ' + width + ' ' + (BOTTOM - TOP + 12);
    const svg = draw(box, 'svg', { viewBox: view, role: 'img', preserveAspectRatio: 'xMinYMid meet' });
    for (let i = 0; i < slab.capacity; i++) {
      const chunk = 'c' + i;
      const where = places(slab, chunk);
      const text = label(slab, chunk);
      const x = ROOT + APART + i * (WIDE + APART);
      const kind = where.length > 1 ? 'twice' : where[0].kind;
      draw(svg, 'rect', { x: x, y: TOP, width: WIDE, height: BOTTOM - TOP, rx: 4, 'class': 'chunk ' + kind });
      if (before && before.live === slab.live && label(before, chunk) !== text) {
        draw(svg, 'rect', { x: x - 4, y: TOP - 4, width: WIDE + 8, height: BOTTOM - TOP + 8, rx: 6, 'class': 'around' });
      }
      draw(svg, 'text', { x: x + 8, y: TOP + 19, 'class': 'name' }, chunk);
      const line = draw(svg, 'text', { x: x + 8, y: TOP + 38 }, text);
      if (text.length > 15) {
        line.setAttribute('textLength', WIDE - 16);
        line.setAttribute('lengthAdjust', 'spacingAndGlyphs');
      }
      said.push(chunk + ' ' + text);
    }
    if (slab.live) {
      drawList(svg, slab, 'local', 15, TOP, 30);
      drawList(svg, slab, 'remote', 121, BOTTOM, 106);
    }
    svg.setAttribute('aria-label', slab.name + ': ' + said.join(', '));
  }

  // run: how high the head and the line from it are; edge: of the chunks, on the list's side; hop:
  // where the lines from chunk to chunk run.
  function drawList(svg, slab, kind, run, edge, hop) {
    const chunks = slab[kind].filter(isChunk.bind(null, slab));
    draw(svg, 'rect', { x: 1, y: run - 13, width: ROOT, height: 26, rx: 4, 'class': 'root ' + kind });
    draw(svg, 'text', { x: 9, y: run + 4 }, kind + ' list');
    if (chunks.length === 0) {
      draw(svg, 'text', { x: ROOT + APART, y: run + 4, 'class': 'soft' }, 'empty');
      return;
    }
    const middles = chunks.map(function (chunk) {
      return ROOT + APART + Number(chunk.slice(1)) * (WIDE + APART) + WIDE / 2;
    });
    link(svg, kind, 'M' + (ROOT + 1) + ' ' + run + ' H' + middles[0], middles[0], edge);
    for (let i = 1; i < middles.length; i++) {
      const side = middles[i] > middles[i - 1] ? 16 : -16;
      const path = 'M' + (middles[i - 1] + side) + ' ' + edge + ' V' + hop + ' H' + (middles[i] - side);
      link(svg, kind, path, middles[i] - side, edge);
    }
    // The end of the list: a link to nothing.
    const end = middles[middles.length - 1] + 34;
    const short = edge + (edge - hop > 0 ? -9 : 9);
    draw(svg, 'path', { d: 'M' + end + ' ' + edge + ' V' + short + ' M' + (end - 6) + ' ' + short + ' H' + (end + 6), 'class': 'link ' + kind });
  }

  function link(svg, kind, path, x, edge) {
    const back = edge === TOP ? -8 : 8;
    draw(svg, 'path', { d: path + ' V' + (edge + back), 'class': 'link ' + kind });
    draw(svg, 'path', { d: 'M' + (x - 5) + ' ' + (edge + back) + ' H' + (x + 5) + ' L' + x + ' ' + edge + ' Z', 'class': 'tip ' + kind });
  }

  return { add: add, draw: draw, flag: flag, drawSlab: drawSlab };
})();
