// A display card: what its buttons do, the simulator decides; this page shows its display and says it aloud.

const PRESS = 'P';
const OK = 'O';
const CLEAR = 'C';

const BUTTONS = [
  ...'123456789'.split('').map((digit) => ({ button: digit, label: digit })),
  { button: CLEAR, label: 'C', name: 'Clear' },
  { button: '0', label: '0' },
  { button: OK, label: 'OK' },
  { button: PRESS, label: 'press', wide: true },
];

const KEYS = { Enter: OK, Backspace: CLEAR, p: PRESS, P: PRESS };

const chooser = document.getElementById('serial');
const display = document.getElementById('display');
const spoken = document.getElementById('spoken');

let cards = [];
let turn = Promise.resolve();

function show(text) {
  display.textContent = /^\d{8}$/.test(text) ? `${text.slice(0, 4)} ${text.slice(4)}` : text;
  spoken.textContent = text === '' ? 'The display is dark.' : aloud(text);
}

/** Digits one by one, and how many stars are there instead of the stars. */
function aloud(text) {
  const [, prompt, rest] = /^([A-Z]*>)?(.*)$/.exec(text);
  const said = /^\*+$/.test(rest) ? `${rest.length} digits` : rest.split('').join(' ');
  return [prompt === 'CHALLNG>' ? 'Challenge' : prompt && 'PIN', said].filter(Boolean).join(': ');
}

/** One press after the other, whatever the network does. */
function press(button) {
  const card = chooser.value;
  turn = turn.then(async () => {
    const answer = await fetch(`/simulator/cards/${encodeURIComponent(card)}/buttons`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ buttons: button }),
    });
    const body = await answer.json();
    show(answer.ok ? body.display : 'no card');
  }).catch(() => show('no link'));
  return turn;
}

function draw() {
  const card = cards.find(({ serial }) => serial === chooser.value);
  document.getElementById('card').setAttribute('aria-label', `Card ${card.serial}`);
  document.getElementById('number').textContent = card.serial;
  document.getElementById('suite').textContent = card.suite;
  show(card.display);
}

async function load() {
  cards = await (await fetch('/simulator/cards')).json();
  const present = cards.length > 0;
  document.getElementById('empty').hidden = present;
  document.getElementById('hint').hidden = !present;
  document.getElementById('card').hidden = !present;
  document.getElementById('tools').hidden = !present;
  chooser.replaceChildren(...cards.map(({ serial }) => new Option(serial, serial)));
  const named = decodeURIComponent(location.hash.slice(1));
  if (cards.some(({ serial }) => serial === named)) {
    chooser.value = named;
  }
  if (present) {
    draw();
  }
}

document.getElementById('keypad').append(...BUTTONS.map(({ button, label, name, wide }) => {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = label;
  made.classList.toggle('wide', Boolean(wide));
  if (name) {
    made.setAttribute('aria-label', name);
  }
  made.addEventListener('click', () => press(button));
  return made;
}));

chooser.addEventListener('change', async () => {
  location.hash = encodeURIComponent(chooser.value);
  await load();
});

document.addEventListener('keydown', (event) => {
  const button = /^\d$/.test(event.key) ? event.key : KEYS[event.key];
  const isFree = !event.ctrlKey && !event.altKey && !event.metaKey && event.target !== chooser;
  // A button that has the focus takes the enter key for itself.
  if (button && isFree && !(event.key === 'Enter' && event.target.tagName === 'BUTTON')) {
    event.preventDefault();
    press(button);
  }
});

await load();
