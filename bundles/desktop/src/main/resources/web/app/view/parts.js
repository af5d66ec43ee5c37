// Small parts that several views share.

import {html, nothing} from 'lit-html';
import {t} from '../i18n.js';
import {initials, plain, webLink} from '../text.js';
import {icon} from './icons.js';

/** Text from outside, isolated from what stands around it. */
export const text = (value, max) => html`<bdi>${plain(value, max)}</bdi>`;

/** A telephone number, always left to right. */
export const number = (value) => html`<bdi class="number" dir="ltr">${plain(value, 32)}</bdi>`;

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
