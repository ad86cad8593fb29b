/* SPDX-License-Identifier: Apache-2.0 */
'use strict';

// Asks every two seconds for the page that was wanted, and loads it only when it is there, or says itself what is wrong: till then
// nothing moves, and a screen reader does not begin anew. Without scripts the page reloads itself. HTTPD gives up a server that is
// silent after 20 s.
async function look() {
  try {
    const answer = await fetch(location.href, {cache: 'no-store', signal: AbortSignal.timeout(30000)});
    const text = await answer.text();
    const ours = text.includes('class="brand"') && !text.includes('/-/away.js');
    if (answer.status < 500 || ours) {
      location.reload();
      return;
    }
  } catch {
    // not even HTTPD answers just now
  }
  setTimeout(look, 2000);
}

setTimeout(look, 2000);
