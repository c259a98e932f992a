// Steps through the rows, and draws the state after the current one. Slabs: see slab.js.
(function () {
  'use strict';

  const recording = JSON.parse(document.getElementById('recording').textContent);
  const rows = recording.rows;
  const list = document.getElementById('rows');
  const arrows = document.getElementById('arrows');
  const lines = Array.prototype.slice.call(list.querySelectorAll('[role=option]'));
  const add = picture.add;
  const draw = picture.draw;
  const flag = picture.flag;
  let current = null;
  // From then on the address says where the reader is.
  let isOpen = false;

  function clear(id) {
    const one = document.getElementById(id);
    while (one.firstChild) {
      one.removeChild(one.firstChild);
    }
    return one;
  }

  // --- which row

  function shown() {
    return lines.filter(function (line) {
      return !line.hidden;
    });
  }

  function rowOf(line) {
    return rows[Number(line.getAttribute('data-row')) - 1];
  }

  function go(line) {
    if (!line) {
      return;
    }
    if (current) {
      current.classList.remove('current');
      current.setAttribute('aria-selected', 'false');
    }
    const before = shown()[shown().indexOf(line) - 1];
    current = line;
    current.classList.add('current');
    current.setAttribute('aria-selected', 'true');
    list.setAttribute('aria-activedescendant', current.id);
    if (current.scrollIntoView) {
      current.scrollIntoView({ block: 'nearest' });
    }
    show(rowOf(line), before ? rowOf(before).state : null);
    if (isOpen) {
      history.replaceState(null, '', '#row=' + current.getAttribute('data-row'));
    }
  }

  function step(by) {
    const all = shown();
    const at = all.indexOf(current) + by;
    go(all[Math.max(0, Math.min(all.length - 1, at))]);
  }

  function nextEvent() {
    const all = shown();
    go(
      all.slice(all.indexOf(current) + 1).filter(function (line) {
        return line.classList.contains('event');
      })[0]
    );
  }

  function guilty() {
    go(list.querySelector('.guilty'));
  }

  // '#row=42' names a row, which may be in a fold.
  function addressed() {
    const match = /^#row=(\d+)$/.exec(location.hash);
    const line = match && document.getElementById('row' + match[1]);
    if (line && line.hidden) {
      togglePlain();
    }
    return line;
  }

  function togglePlain() {
    if (!current) {
      return;
    }
    const button = document.getElementById('plain');
    const all = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(all));
    const number = current.getAttribute('data-row');
    lines.forEach(function (line) {
      if (line.classList.contains('fold')) {
        line.hidden = all;
      } else if (line.classList.contains('folded')) {
        line.hidden = !all;
      }
    });
    place();
    // The row that was current, or the fold that it went into.
    go(
      shown().filter(function (line) {
        return Number(line.getAttribute('data-row')) >= Number(number);
      })[0]
    );
  }

  // --- the arrows

  // From the middle of the gutter between two lanes to a card, in rem: the margin of a card.
  const EDGE = 1.1;

  // All lengths are in rem down the page and in parts of the width across it, so that the arrows
  // stay where they belong at every size and on paper.
  function place() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
    const middle = {};
    let top = 0;
    lines.forEach(function (line) {
      if (line.hidden) {
        middle[line.id] = top;
        return;
      }
      const text = line.querySelector('.text');
      const height = Math.max(1.8, Math.round(text.offsetHeight / rem / 1.3) * 1.3 + 0.5);
      line.style.height = height + 'rem';
      middle[line.id] = top + height / 2;
      top += height;
    });
    arrows.setAttribute('height', top + 'rem');
    let bottom = top + 0.9;
    Array.prototype.forEach.call(arrows.querySelectorAll('.flight'), function (flight, index) {
      const taken = Number(flight.getAttribute('data-taken'));
      fly(flight, index, middle, taken ? middle[lineOf(taken).id] : bottom, taken === 0);
      bottom += taken ? 0 : 1.3;
    });
    list.style.paddingBottom = bottom - top + 'rem';
  }

  function lineOf(number) {
    const row = document.getElementById('row' + number);
    return row.hidden ? lines.filter(function (line) {
      return !line.hidden && Number(line.getAttribute('data-row')) >= number;
    })[0] : row;
  }

  function laneOf(row) {
    return row.lane === undefined ? 'cpu' + row.cpu : recording.lanes[row.lane];
  }

  // Out of the sender's card, along its row to the gutter beside the receiver's lane, down, and in.
  function fly(flight, index, middle, end, isPending) {
    while (flight.firstChild) {
      flight.removeChild(flight.firstChild);
    }
    const part = 100 / Number(arrows.getAttribute('data-cpus'));
    const from = Number(flight.getAttribute('data-from'));
    const to = Number(flight.getAttribute('data-to'));
    const leftwards = to <= from;
    const side = leftwards ? 1 : -1;
    const start = (leftwards ? from : from + 1) * part;
    const gutter = (leftwards ? to + 1 : to) * part;
    const y = middle[lineOf(Number(flight.getAttribute('data-sent'))).id];
    // Three of them side by side, on the receiver's half of the gutter.
    const track = -side * (0.08 + (index % 3) * 0.2);
    const pending = isPending ? 'pending' : '';

    const out = draw(flight, 'svg', { x: start + '%' });
    stroke(out, side * EDGE, y, 0, y, pending);
    draw(flight, 'line', { x1: start + '%', y1: y + 'rem', x2: gutter + '%', y2: y + 'rem', 'class': pending });
    const down = draw(flight, 'svg', { x: gutter + '%' });
    stroke(down, 0, y, track, y, pending);
    stroke(down, track, y, track, end, pending);
    if (isPending) {
      draw(down, 'circle', { cx: track + 'rem', cy: end + 'rem', r: '0.3rem' });
      draw(down, 'text', { x: -side * EDGE + 'rem', y: end + 0.3 + 'rem', 'text-anchor': leftwards ? 'end' : 'start' }, 'still pending: ' + flight.getAttribute('data-about'));
    } else {
      stroke(down, track, end, -side * EDGE, end, '').setAttribute('marker-end', 'url(#head)');
    }
  }

  function stroke(parent, x1, y1, x2, y2, className) {
    return draw(parent, 'line', { x1: x1 + 'rem', y1: y1 + 'rem', x2: x2 + 'rem', y2: y2 + 'rem', 'class': className });
  }

  // --- the state

  function show(row, before) {
    const now = clear('now');
    add(now, 'span', 'place', 'after row ' + row.number + ' of ' + rows.length + (row.guilty ? ', the guilty one' : ''));
    add(now, 'span', '', laneOf(row) + (row.inInterrupt ? ' in the handler: ' : ': ') + caption(row));
    now.className = row.guilty ? 'guilty' : '';

    if (document.getElementById('words')) {
      words(row);
    }
    const slabs = clear('slabs');
    row.state.slabs.forEach(function (slab) {
      const old = before && named(before.slabs, slab.name);
      flag(picture.drawSlab(slabs, slab, old), before && !old);
    });
    row.state.rings.forEach(function (ring) {
      const old = before && named(before.rings, ring.name);
      flag(picture.drawRing(slabs, ring, old), before && !old);
    });
    if (row.state.slabs.length + row.state.rings.length === 0) {
      add(slabs, 'p', '', 'no slab');
    }

    const pages = clear('pages');
    pages.hidden = pages.previousElementSibling.hidden = row.state.pageTable.length === 0;
    row.state.pageTable.forEach(function (mark, number) {
      const cell = add(pages, 'li', mark === '-' ? 'free' : '');
      add(cell, 'small', '', 'page ' + number);
      add(cell, 'span', '', mark);
      flag(cell, before && before.pageTable[number] !== mark);
    });

    const signals = clear('signals');
    row.state.signals.forEach(function (signal) {
      add(signals, 'li', 'pending', 'cpu' + signal.from + ' → cpu' + signal.to + ': ' + signal.about);
    });
    if (row.state.signals.length === 0) {
      add(signals, 'li', '', 'none');
    }
  }

  // Of an allocator that shows nothing else: each word that any row touched, in the order of names.
  function words(row) {
    const values = {};
    rows.slice(0, row.number).forEach(function (one) {
      if (one.word !== '' && one.after !== '') {
        values[one.word] = one.after;
      }
    });
    const list = clear('words');
    Object.keys(values).sort().forEach(function (word) {
      const cell = add(list, 'li', '');
      add(cell, 'small', '', word + ' = ');
      add(cell, 'span', '', values[word]);
      flag(cell, word === row.word && row.before !== row.after);
    });
    if (!list.firstChild) {
      add(list, 'li', '', 'none yet');
    }
  }

  function caption(row) {
    const tag = row.kind === 'CALL' ? 'call ' : row.kind === 'EVENT' ? '* ' : '';
    return tag + (row.text.replace(' -> ', ' → ') || row.kind.toLowerCase());
  }

  function named(slabs, name) {
    return slabs.filter(function (slab) {
      return slab.name === name;
    })[0];
  }

  // --- the keys

  const KEYS = {
    ArrowUp: function () { step(-1); },
    k: function () { step(-1); },
    ArrowDown: function () { step(1); },
    j: function () { step(1); },
    Home: function () { go(shown()[0]); },
    End: function () { go(shown()[shown().length - 1]); },
    n: nextEvent,
    g: guilty,
    p: togglePlain
  };

  document.addEventListener('keydown', function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !KEYS.hasOwnProperty(event.key)) {
      return;
    }
    event.preventDefault();
    KEYS[event.key]();
  });
  [['previous', 'k'], ['next', 'j'], ['event', 'n'], ['guilty', 'g'], ['plain', 'p']].forEach(function (pair) {
    document.getElementById(pair[0]).addEventListener('click', KEYS[pair[1]]);
  });
  lines.forEach(function (line) {
    line.addEventListener('click', function () {
      go(line);
    });
  });
  window.addEventListener('resize', place);

  window.addEventListener('hashchange', function () {
    go(addressed());
  });

  place();
  go(shown()[0]);
  go(addressed() || list.querySelector('.guilty'));
  isOpen = true;
})();
