// The inbox: reads what is there, then follows the event stream. Texts are inserted as text only.

const SHOWN = 500;
const CODE = /(?<![0-9])[0-9]{6,8}(?![0-9])/;
const CODINGS = new Map([[0, 'GSM 7-bit'], [3, 'Latin-1'], [8, 'UCS-2']]);

const list = document.getElementById('messages');
const template = document.getElementById('message');
const empty = document.getElementById('empty');
const count = document.getElementById('count');
const link = document.getElementById('link');
const filter = document.getElementById('filter');
const clear = document.getElementById('clear');

/** Messages by id, oldest first. */
const messages = new Map();

const digits = (number) => number.replace(/[^0-9]/g, '');

const matches = (message) => digits(message.to).includes(digits(filter.value));

function textWithCode(target, text) {
  const found = CODE.exec(text);
  if (!found) {
    target.textContent = text;
    return null;
  }
  const code = document.createElement('strong');
  code.className = 'code';
  code.textContent = found[0];
  target.replaceChildren(text.slice(0, found.index), code, text.slice(found.index + found[0].length));
  return found[0];
}

function addCopy(button, code, to) {
  button.hidden = false;
  button.setAttribute('aria-label', `Copy the code sent to ${to}`);
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(code);
      button.textContent = 'Copied';
    } catch {
      button.textContent = 'Not allowed here';
    }
    setTimeout(() => { button.textContent = 'Copy code'; }, 2000);
  });
}

function item(message, fresh) {
  const node = template.content.cloneNode(true);
  const root = node.querySelector('.message');
  root.classList.toggle('fresh', fresh);
  node.querySelector('.to').textContent = message.to;
  const time = node.querySelector('.time');
  const at = new Date(message.receivedAt);
  time.dateTime = message.receivedAt;
  time.textContent = at.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  const parts = message.parts === 1 ? '1 part' : `${message.parts} parts`;
  const coding = CODINGS.get(message.dataCoding) ?? `coding ${message.dataCoding}`;
  node.querySelector('.meta').textContent = `from ${message.from} · ${coding} · ${parts}`;
  const code = textWithCode(node.querySelector('.text'), message.text);
  if (code) {
    addCopy(node.querySelector('.copy'), code, message.to);
  }
  return node;
}

function summary(shown, total) {
  const word = total === 1 ? 'message' : 'messages';
  return shown === total ? `${total} ${word}` : `${shown} of ${total} ${word}`;
}

function state() {
  const shown = [...messages.values()].filter(matches).length;
  empty.hidden = shown > 0;
  empty.textContent = messages.size === 0
    ? 'No message yet. It appears here as soon as a phone receives one.'
    : 'No message to this number.';
  count.textContent = messages.size === 0 ? '' : summary(shown, messages.size);
  clear.disabled = shown === 0;
}

function render() {
  const shown = [...messages.values()].filter(matches).slice(-SHOWN).reverse();
  list.replaceChildren(...shown.map((message) => item(message, false)));
  state();
}

function receive(message) {
  if (messages.has(message.id)) {
    return;
  }
  messages.set(message.id, message);
  if (matches(message)) {
    list.querySelectorAll('.fresh').forEach((old) => old.classList.remove('fresh'));
    list.prepend(item(message, true));
    while (list.children.length > SHOWN) {
      list.lastElementChild.remove();
    }
  }
  state();
}

function forget(to) {
  for (const [id, message] of messages) {
    if (to === '' || digits(message.to) === digits(to)) {
      messages.delete(id);
    }
  }
  render();
}

async function load() {
  messages.clear();
  const answer = await fetch('/simulator/messages');
  const known = await answer.json();
  const arrivedMeanwhile = [...messages.values()];
  messages.clear();
  [...known, ...arrivedMeanwhile].forEach((message) => messages.set(message.id, message));
  render();
}

function show(name, text) {
  link.dataset.state = name;
  link.textContent = text;
}

function follow() {
  const events = new EventSource('/simulator/events');
  // First the stream, then the list: nothing falls between the two, and what comes twice has the same id.
  events.addEventListener('open', async () => {
    try {
      await load();
      show('live', 'Live');
    } catch {
      show('lost', 'Messages not readable');
    }
  });
  events.addEventListener('message', (event) => receive(JSON.parse(event.data)));
  events.addEventListener('cleared', (event) => forget(JSON.parse(event.data).to));
  events.addEventListener('error', () => show('lost', 'Simulator not reachable, trying again'));
}

async function deleteShown() {
  const numbers = new Set([...messages.values()].filter(matches).map((message) => message.to));
  const all = filter.value.trim() === '';
  const targets = all ? [''] : [...numbers].map((number) => `?to=${encodeURIComponent(number)}`);
  await Promise.all(targets.map((query) => fetch(`/simulator/messages${query}`, { method: 'DELETE' })));
  list.focus();
}

filter.addEventListener('input', render);
clear.addEventListener('click', deleteShown);
document.getElementById('tools').addEventListener('submit', (event) => event.preventDefault());
state();
follow();
