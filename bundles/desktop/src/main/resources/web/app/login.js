// The log-in page: user and password, or a code that logs in once.

import {logIn, logInOnce} from './api.js';
import {loadLanguage, t} from './i18n.js';

const form = document.getElementById('login');
const message = document.getElementById('message');
const button = form.querySelector('button');

function say(text) {
  message.textContent = text;
  message.hidden = !text;
}

/** Enters with what `work` does, or says why not. */
async function enter(work) {
  say('');
  button.disabled = true;
  try {
    await work();
    location.replace('./');
  } catch (failure) {
    say(failure.message);
    button.disabled = false;
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  enter(async () => {
    try {
      await logIn(form.user.value.trim(), form.password.value);
    } catch (failure) {
      form.password.value = '';
      form.password.focus();
      throw failure;
    }
  });
});

await loadLanguage();
document.title = `${t('login.title')} · Jackfield`;
document.querySelectorAll('[data-text]').forEach((element) => (element.textContent = t(element.dataset.text)));

const code = new URLSearchParams(location.search).get('once');
if (code) {
  // Out of the address first: a spent code is of no use in the history.
  history.replaceState(null, '', 'login');
  enter(() => logInOnce(code));
}
