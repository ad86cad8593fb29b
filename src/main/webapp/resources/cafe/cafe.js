/* SPDX-License-Identifier: Apache-2.0 */
'use strict';

// A form on its way: it is sent once, however often the button is pressed, and the button says so at once. After a second a
// line tells what is going on. What is still open after 25 s will not be answered any more; nor will it when the customer
// comes back to the page.
document.querySelectorAll('form[method=post]').forEach(form => {
  const button = form.querySelector('[type=submit]');
  const line = form.querySelector('[role=status]');
  const said = button.value;
  let timers = null;

  const rest = () => {
    (timers ?? []).forEach(clearTimeout);
    timers = null;
    button.value = said;
    button.removeAttribute('aria-disabled');
    form.classList.remove('sending');
    line.textContent = '';
  };
  form.addEventListener('submit', event => {
    if (timers) {
      event.preventDefault();
      return;
    }
    button.setAttribute('aria-disabled', 'true');
    button.value = button.dataset.sending;
    form.classList.add('sending');
    timers = [setTimeout(() => { line.textContent = line.dataset.slow; }, 1000), setTimeout(rest, 25000)];
  });
  addEventListener('pageshow', event => event.persisted && rest());
});

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
