// Draws a slab of objects: where it is, what its indices say, its objects, and the slots of its ring.
picture.drawRing = (function () {
  'use strict';

  const add = picture.add;
  const draw = picture.draw;
  const LEFT = 84;
  const WIDE = 104;
  const APART = 18;
  const HIGH = 48;
  const OBJECTS = 6;
  const SLOTS = 76;

  function drawRing(parent, ring, before) {
    const box = add(parent, 'article', ring.place ? 'slab' : 'slab dead');
    const facts = add(box, 'div', 'facts');
    add(facts, 'h3', '', ring.name);
    function fact(text, loud, changed) {
      picture.flag(add(facts, 'span', loud ? 'fact loud' : 'fact', text), before && changed);
    }
    const available = ring.findex - ring.aindex;
    const underWay = ring.findex - ring.xindex;
    fact(ring.place || 'BETWEEN TWO PLACES', !ring.place, before && before.place !== ring.place);
    fact('made by cpu' + ring.origin, false, before && before.origin !== ring.origin);
    fact('available ' + available + ' of ' + ring.slots.length, false, before && before.findex - before.aindex !== available);
    fact('frees under way ' + underWay, underWay !== 0, before && before.findex - before.xindex !== underWay);
    fact(ring.stamp === 0 ? 'live' : 'terminated, stamp ' + ring.stamp, ring.stamp !== 0, before && before.stamp !== ring.stamp);
    drawBoxes(box, ring, before);
    return box;
  }

  function drawBoxes(box, ring, before) {
    const width = LEFT + ring.slots.length * (WIDE + APART) + 4;
    const svg = draw(box, 'svg', { viewBox: '0 0 ' + width + ' 152', role: 'img', preserveAspectRatio: 'xMinYMid meet' });
    const said = [];
    draw(svg, 'text', { x: 1, y: OBJECTS + 28, 'class': 'soft' }, 'objects');
    draw(svg, 'text', { x: 1, y: SLOTS + 28, 'class': 'soft' }, 'ring');
    for (let i = 0; i < ring.slots.length; i++) {
      const x = LEFT + APART + i * (WIDE + APART);
      const object = 'o' + i;
      const where = places(ring, object);
      const text = where.map(function (place) { return place.label; }).join(' AND ');
      const old = before && places(before, object).map(function (place) { return place.label; }).join(' AND ');
      cell(svg, x, OBJECTS, where.length > 1 ? 'twice' : where[0].kind, object, text, before && old !== text);
      const held = ring.slots[i];
      const marks = indices(ring, i);
      cell(svg, x, SLOTS, isBetween(ring, i) ? 'local' : 'unused', '[' + i + ']', held || 'empty', before && before.slots[i] !== held);
      draw(svg, 'text', { x: x + 8, y: SLOTS + HIGH + 18, 'class': 'soft' }, marks);
      said.push(object + ' ' + text + ', slot ' + i + ' ' + (held || 'empty') + (marks ? ' ' + marks : ''));
    }
    svg.setAttribute('aria-label', ring.name + ': ' + said.join('; '));
  }

  function cell(svg, x, y, kind, name, text, changed) {
    draw(svg, 'rect', { x: x, y: y, width: WIDE, height: HIGH, rx: 4, 'class': 'chunk ' + kind });
    if (changed) {
      draw(svg, 'rect', { x: x - 4, y: y - 4, width: WIDE + 8, height: HIGH + 8, rx: 6, 'class': 'around' });
    }
    draw(svg, 'text', { x: x + 8, y: y + 19, 'class': 'name' }, name);
    const line = draw(svg, 'text', { x: x + 8, y: y + 38 }, text);
    if (text.length > 15) {
      line.setAttribute('textLength', WIDE - 16);
      line.setAttribute('lengthAdjust', 'spacingAndGlyphs');
    }
  }

  // Where an object is, in all places: more than one means that something is wrong.
  function places(ring, object) {
    const found = [];
    ring.held.forEach(function (held) {
      if (held.split(' ')[0] === object) {
        found.push({ kind: 'held', label: 'held: ' + held.slice(object.length).replace(/^ \(|\)$/g, '') });
      }
    });
    ring.slots.forEach(function (slot, i) {
      if (slot === object) {
        found.push({ kind: 'local', label: 'in slot ' + i });
      }
    });
    return found.length ? found : [{ kind: 'flight', label: 'in flight' }];
  }

  function isBetween(ring, i) {
    const n = ring.slots.length;
    return ((i - ring.aindex) % n + n) % n < ring.findex - ring.aindex;
  }

  // Which of the indices stand at a slot.
  function indices(ring, i) {
    const n = ring.slots.length;
    return ['aindex', 'findex', 'xindex'].filter(function (index) {
      return ring[index] % n === i;
    }).map(function (index) {
      return index.slice(0, 1) + ' ' + ring[index];
    }).join(', ');
  }

  return drawRing;
})();
