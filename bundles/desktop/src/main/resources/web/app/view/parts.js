// Small parts that several views share.

import {html, nothing} from 'lit-html';
import {hasText, t} from '../i18n.js';
import {initials, plain, webLink} from '../text.js';
import {icon} from './icons.js';

/** Text from outside, isolated from what stands around it. */
export const text = (value, max) => html`<bdi>${plain(value, max)}</bdi>`;

/** A telephone number, always left to right. */
export const number = (value) => html`<bdi class="number" dir="ltr">${plain(value, 32)}</bdi>`;

/** A number that calls itself when it is pressed: the page takes every tel: link, see main.js. */
export function dialable(value) {
  const shown = plain(value, 32);
  const dialled = shown.replace(/[\s().-]/g, '');
  return /^\+?[0-9*#]{2,}$/.test(dialled)
    ? html`<a class="number dialable" dir="ltr" href=${`tel:${dialled}`} title=${t('last.callBack')}>${shown}</a>`
    : number(shown);
}

/** A reason is a word of ours with a translation, or what somebody wrote. */
export const reasonWords = (reason) => (hasText(`reason.${reason}`) ? t(`reason.${reason}`) : reason);

/** An agent's state with its reason. */
export const stateWords = ({state, reason}) => html`${t(`agent.${state}`)}${
  plain(reason) ? html` <span class="reason">${text(reasonWords(reason), 40)}</span>` : nothing}`;

/** What to call a party of whom no name is known. */
export const nameless = (party) =>
  party.presentation === 'restricted' ? t('party.withheld') : plain(party.number, 32) || t('party.unknown');

/** A person as a socket of the panel: initials in a brass ring. */
export function jack(name) {
  return html`<span class="jack" aria-hidden="true"><span>${initials(name) || icon('phone')}</span></span>`;
}

/** A link into a CRM, or only its words when the address is none to follow. */
export function recordLink(record, words) {
  const href = webLink(record.url);
  return href
    ? html`<a class="record-link" href=${href} target="_blank" rel="noopener noreferrer">${words}${icon('open')}</a>`
    : nothing;
}

/** A failure beside what failed; read out when it appears. */
export const failure = (message) =>
  message ? html`<p class="failure" role="alert">${icon('warning')}${message}</p>` : nothing;
