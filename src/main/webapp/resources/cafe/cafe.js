/* SPDX-License-Identifier: Apache-2.0 */
'use strict';

// A form on its way: it is sent once, however often the button is pressed, and the button says so at once. After a second a
// line tells what is going on. While nobody answers, as a server that took it has died, the same form goes out again: its key
// tells the servers that it is the same. What had no answer for 45 s is sent as a browser does it, which then shows why.
const SENT_AGAIN_FOR = 45000;
const LONGEST_PAUSE = 5000; // the front bears 60 a minute of one household
const NOBODY_ANSWERED = [502, 503, 504];

function attend(form) {
  const button = form.querySelector('[type=submit]');
  const line = form.querySelector('[role=status]');
  const said = button.value;
  let slow = null;
  let givenUp = false;

  const rest = () => {
    clearTimeout(slow);
    slow = null;
    button.value = said;
    button.removeAttribute('aria-disabled');
    form.classList.remove('sending');
    line.textContent = '';
  };
  form.addEventListener('submit', event => {
    if (givenUp) {
      return;
    }
    event.preventDefault();
    if (slow) {
      return;
    }
    const fields = new URLSearchParams(new FormData(form));
    fields.append(button.name, said);
    button.setAttribute('aria-disabled', 'true');
    button.value = button.dataset.sending;
    form.classList.add('sending');
    slow = setTimeout(() => { line.textContent = line.dataset.slow; }, 1000);
    post(form, fields, line).then(done => {
      if (!done) {
        givenUp = true;
        form.requestSubmit(button);
      }
    });
  });
  addEventListener('pageshow', event => {
    if (event.persisted) {
      givenUp = false;
      rest();
    }
  });
}

// Whether the answer is on its way to the customer's eyes.
async function post(form, fields, line) {
  const end = Date.now() + SENT_AGAIN_FOR;
  for (let pause = 1000; Date.now() < end; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      const answer = await fetch(form.action, {method: 'POST', body: fields, signal: AbortSignal.timeout(15000)});
      if (answer.redirected) {
        location.assign(answer.url);
        return true;
      }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      if (page.querySelector('form[method=post]')) {
        showForm(page);
        return true;
      }
      if (!NOBODY_ANSWERED.includes(answer.status)) {
        return false;
      }
    } catch {
      // nor is there a front
    }
    line.textContent = line.dataset.again;
    await new Promise(next => setTimeout(next, pause * (0.5 + Math.random()))); // not all customers at once
  }
  return false;
}

// The form again, with what is wrong.
function showForm(page) {
  document.title = page.title;
  document.querySelector('main').replaceWith(page.querySelector('main'));
  document.querySelector('.problem')?.focus();
  document.querySelectorAll('form[method=post]').forEach(attend);
}

document.querySelectorAll('form[method=post]').forEach(attend);

// A page whose answer may change asks again, until it is final: within 2 s while somebody looks at it. Servers that restart,
// and answers that say "not now", change nothing: it goes on asking. Only a new answer touches the page, so a screen reader
// reads it out once.
const article = document.querySelector('[data-answer]');
let next;

async function look() {
  clearTimeout(next);
  try {
    const answer = await fetch(article.dataset.ask, {cache: 'no-store', signal: AbortSignal.timeout(5000)});
    const now = answer.ok ? (await answer.json()).state : answer.status === 404 ? 'NOT_FOUND' : null;
    if (now && now !== article.dataset.answer) {
      await show(now);
    }
  } catch {
    // no server answers just now
  }
  ask();
}

async function show(now) {
  const page = await fetch(location.href, {cache: 'no-store', signal: AbortSignal.timeout(5000)});
  const other = new DOMParser().parseFromString(await page.text(), 'text/html');
  const fresh = other.querySelector('[data-answer]');
  if (fresh?.dataset.answer === now) {
    document.title = other.title;
    const hadFocus = article.contains(document.activeElement);
    ['[role=status]', '.rest'].forEach(part =>
      article.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes));
    article.dataset.answer = now;
    article.dataset.ask = fresh.dataset.ask ?? '';
    if (hadFocus) {
      // what had it is gone, and who goes on by keys would start at the top of the page
      const heading = article.querySelector('h1');
      heading.tabIndex = -1;
      heading.focus();
    }
  }
}

function ask() {
  clearTimeout(next);
  if (article.dataset.ask) {
    next = setTimeout(look, document.hidden ? 30000 : 1500);
  }
}

if (article?.dataset.ask) {
  document.addEventListener('visibilitychange', () => document.hidden || !article.dataset.ask || look());
  ask();
}
