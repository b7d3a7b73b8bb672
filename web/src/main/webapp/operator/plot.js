const SPACE = 'http://www.w3.org/2000/svg';
const WIDTH = 320;
const HEIGHT = 100;
const LEFT = 4;
const BOTTOM = 94;
const TOP = 6;

/**
 * A line over time.
 *
 * @param {Array<{time: number, value: number}>} points in milliseconds, the oldest first
 * @param {{from: number, to: number, most: number, limit?: number, label: string}} scale the ends of the axes; `limit`
 *   is where it gets bad, if there is such a line, `label` says in words what is shown
 */
export function plot(points, { from, to, most, limit, label }) {
  const x = (time) => LEFT + (WIDTH - LEFT - 6) * (time - from) / (to - from);
  const y = (value) => BOTTOM - (BOTTOM - TOP) * Math.min(value, most) / most;
  return draw('svg', { class: 'plot', viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': label }, [
    draw('line', { class: 'axis', x1: LEFT, x2: WIDTH - 6, y1: BOTTOM, y2: BOTTOM }),
    ...(limit === undefined ? [] : [draw('line', { class: 'limit', x1: LEFT, x2: WIDTH - 6, y1: y(limit), y2: y(limit) })]),
    draw('polyline', { class: 'value', points: points.map((point) => `${x(point.time)},${y(point.value)}`).join(' ') }),
    ...points.map((point) => draw('circle', { class: 'point', cx: x(point.time), cy: y(point.value), r: 2 })),
  ]);
}

function draw(name, attributes, children = []) {
  const element = document.createElementNS(SPACE, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
}
