const SPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 110;
const LEFT = 34;
const BOTTOM = 92;
const TOP = 10;

/**
 * A line over time.
 *
 * @param {Array<{time: number, value: number}>} points in milliseconds, the oldest first
 * @param {{from: number, to: number, most: number, limit: number, unit: string, label: string}} scale what the axes show; `limit`
 *   is where it gets bad, `label` says all of it in words
 */
export function plot(points, { from, to, most, limit, unit, label }) {
  const x = (time) => LEFT + (WIDTH - LEFT - 6) * (time - from) / (to - from);
  const y = (value) => BOTTOM - (BOTTOM - TOP) * Math.min(value, most) / most;
  return draw('svg', { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label }, [
    draw('line', { class: 'axis', x1: LEFT, x2: WIDTH - 6, y1: BOTTOM, y2: BOTTOM }),
    draw('line', { class: 'limit', x1: LEFT, x2: WIDTH - 6, y1: y(limit), y2: y(limit) }),
    text(0, y(0), `0 ${unit}`),
    text(0, y(limit) + 4, `${limit} ${unit}`),
    text(0, TOP + 4, limit === most ? '' : `${most} ${unit}`),
    text(LEFT, HEIGHT - 4, clock(from)),
    text(WIDTH - 34, HEIGHT - 4, clock(to)),
    draw('polyline', { class: 'value', points: points.map((point) => `${x(point.time)},${y(point.value)}`).join(' ') }),
    ...points.map((point) => draw('circle', { class: 'point', cx: x(point.time), cy: y(point.value), r: 2 })),
  ]);
}

function text(x, y, words) {
  const element = draw('text', { x, y });
  element.textContent = words;
  return element;
}

function clock(time) {
  return new Date(time).toISOString().slice(11, 16);
}

function draw(name, attributes, children = []) {
  const element = document.createElementNS(SPACE, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}
