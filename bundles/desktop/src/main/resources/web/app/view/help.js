// What the keyboard can do.

import {html} from 'lit-html';
import {t} from '../i18n.js';
import {KEYS} from '../keys.js';

export const help = () => html`
  <dialog id="keys" class="sheet" aria-labelledby="keys-title">
    <h2 id="keys-title">${t('keys.title')}</h2>
    <dl class="keys">
      ${Object.keys(KEYS).map((key) => html`<div><dt><kbd>Alt</kbd> <kbd>${key}</kbd></dt><dd>${t(`keys.${key}`)}</dd></div>`)}
    </dl>
    <form method="dialog"><button class="button primary" autofocus>${t('keys.close')}</button></form>
  </dialog>`;
