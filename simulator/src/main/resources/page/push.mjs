// The notifications, asked for every two seconds while the page is seen. Texts are inserted as text only.

const SHOWN = 500;
const PAUSE = 2000;

const list = document.getElementById('messages');
const template = document.getElementById('message');
const empty = document.getElementById('empty');
const link = document.getElementById('link');

let shown = '';

function item(push) {
  const node = template.content.cloneNode(true);
  node.querySelector('.to').textContent = push.title ?? 'Message';
  const time = node.querySelector('.time');
  time.dateTime = push.receivedAt;
  time.textContent = new Date(push.receivedAt).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' });
  node.querySelector('.text').textContent = push.body ?? push.text ?? '';
  node.querySelector('.meta').textContent =
    `${push.kind ?? 'unknown kind'} · lives ${push.ttl} s · urgency ${push.urgency} · browser ${push.subscription}`;
  return node;
}

async function refresh() {
  try {
    const answer = await fetch('/simulator/push/messages');
    const text = await answer.text();
    if (text !== shown) {
      shown = text;
      const pushes = JSON.parse(text);
      empty.hidden = pushes.length > 0;
      list.replaceChildren(...pushes.slice(-SHOWN).reverse().map(item));
    }
    link.dataset.state = 'live';
    link.textContent = 'Live';
  } catch {
    link.dataset.state = 'lost';
    link.textContent = 'Simulator not reachable, trying again';
  }
}

async function follow() {
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(follow, PAUSE);
}

follow();
