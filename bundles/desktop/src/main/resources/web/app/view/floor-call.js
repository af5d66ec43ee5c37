// One call that goes on, as a line of the floor.

import {html, nothing} from 'lit-html';
import {t} from '../i18n.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {nameless, text} from './parts.js';

export function callRow({call, queue, agents}) {
  const party = (call.direction === 'outbound' ? call.called : call.caller) ?? {};
  return html`
    <li class="live-row" data-testid="floor-call" data-call=${call.id} data-state=${call.state}>
      <span class="way">${icon(call.direction === 'outbound' ? 'out' : 'in')}</span>
      <span class="live-words">
        <span class="cell-name">${text(plain(party.name) || nameless(party), 60)}</span>
        <span class="cell-more">${t(`call.${call.state}`)}${queue ? html` · ${text(queue, 40)}` : nothing}${
          agents.length ? html` · ${agents.map(({agent}, i) => html`${i ? ', ' : ''}${text(agent, 40)}`)}` : nothing}</span>
      </span>
      <jf-clock .since=${Date.parse(call.startedAt)}></jf-clock>
    </li>`;
}
