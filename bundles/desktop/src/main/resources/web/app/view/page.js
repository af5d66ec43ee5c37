// The page as a function of the state: the bar, and whichever part of it is open.

import {html} from 'lit-html';
import {t} from '../i18n.js';
import {cards, who} from '../select.js';
import {isolated, plain} from '../text.js';
import {queueOf} from '../calls.js';
import {admin} from './admin.js';
import {bar} from './bar.js';
import {desk} from './desk.js';
import {floor} from './floor.js';
import {help} from './help.js';
import {nameless} from './parts.js';
import {wall} from './wall.js';

const VIEWS = {desk, floor, wall, admin};

export const page = (state, act) => html`
  ${bar(state, act)}
  ${(VIEWS[state.route] ?? desk)(state, act)}
  ${help()}`;

/** What rings, for the ear: the words a screen reader says, the tab shows and a notification carries. */
export function ringing(state) {
  const item = cards(state).find((candidate) => candidate.phase === 'ringing');
  if (!item) {
    return null;
  }
  const {name, company} = who(item.records, item.remote);
  const caller = [isolated(name, 80) || nameless(item.remote), isolated(company, 80)].filter(Boolean).join(', ');
  return {id: item.id, title: t('ringing.announcement', {caller}), body: plain(queueOf(item.call), 40)};
}
