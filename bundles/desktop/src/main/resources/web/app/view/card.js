// A call on the desk: who it is, what the CRM knows, how long, and what can be done.

import {html, nothing} from 'lit-html';
import {serverNow} from '../clock.js';
import {t} from '../i18n.js';
import {queueOf} from '../calls.js';
import {who} from '../select.js';
import {plain} from '../text.js';
import {controls} from './controls.js';
import {disposition, notes, wrapUp} from './notes.js';
import {dialable, jack, nameless, text} from './parts.js';
import {record} from './record.js';
import {timeline} from './timeline.js';

const TEST_IDS = {ringing: 'ringing-call', wrapUp: 'finished-call'};

export function card(state, item, act) {
  const {call, connection, phase, pop, remote, records} = item;
  const {name, company} = who(records, remote);
  const shown = plain(name) || nameless(remote);
  const heading = `call-${item.id}`;
  return html`
    <article class="card" aria-labelledby=${heading} data-testid=${TEST_IDS[phase] ?? 'live-call'}
             data-phase=${phase} data-folded=${Boolean(item.folded)} data-call=${item.id} data-state=${connection?.state ?? 'null'}>
      <header class="card-top">
        <p class="phase"><span class="lamp" aria-hidden="true"></span>${phaseWords(item)}</p>
        ${queueOf(call) ? html`<p class="chip" data-testid="queue">${text(queueOf(call), 40)}</p>` : nothing}
        ${clock(item)}
      </header>
      <div class="card-body" data-testid=${pop ? 'pop' : nothing} data-pop=${pop?.popId ?? nothing}
           data-crm=${pop?.crm ?? nothing}>
        <div class="identity">
          ${jack(name)}
          <div class="identity-words">
            <h2 id=${heading} class="name" data-testid="pop-name" title=${shown}><bdi>${shown}</bdi></h2>
            ${plain(company) ? html`<p class="company" data-testid="pop-company">${text(company)}</p>` : nothing}
            ${plain(name) && plain(remote.number)
              ? html`<p class="from" data-testid="pop-number">${dialable(remote.number)}</p>`
              : nothing}
          </div>
        </div>
        ${others(call, connection)}
        ${(pop || records.length) && !item.folded ? record(state, item, act) : nothing}
      </div>
      ${connection && phase !== 'wrapUp' ? controls(state, item, act) : nothing}
      <div class="card-more">
        ${writes(state, item) && !item.folded ? notes(state, item, act) : nothing}
        ${writes(state, item) ? disposition(state, item, act) : nothing}
        ${item.folded ? nothing : timeline(state, item)}
      </div>
      ${phase === 'wrapUp' ? wrapUp(state, item, act) : nothing}
    </article>`;
}

/** Before the answer there is nothing to write, unless somebody began; a call between colleagues is nobody's case. */
const writes = ({notes: own}, {id, connection, call, phase}) =>
  connection && (own.has(id) || call.notes || (!['ringing', 'dialling'].includes(phase) && call.direction !== 'internal'));

function phaseWords({phase, connection, call}) {
  if (phase === 'dialling' && connection.state === 'alerting') {
    return t('phase.pickUp');
  }
  return t(phase === 'ringing' && call.direction === 'internal' ? 'phase.ringingInternal' : `phase.${phase}`);
}

/** Ringing and talking count from their start; hold counts all of it, on from what this picture says. */
function clock({phase, call, connection}) {
  const start = Date.parse(connection?.connectedAt ?? connection?.alertingAt ?? call.startedAt) || serverNow();
  const held = phase === 'held' ? (call.seenAt || serverNow()) - (connection.holdMs ?? 0) : null;
  return html`
    <p class="times">
      ${held ? html`<span class="held-time">${t('card.held')} <jf-clock .since=${held}></jf-clock></span>` : nothing}
      ${['over', 'wrapUp'].includes(phase) ? nothing : html`<jf-clock class="time" data-testid="call-time" .since=${start}></jf-clock>`}
    </p>`;
}

/** Who else talks; somebody who only listens is not told of. */
function others(call, connection) {
  const talks = ({state, participation}) => ['connected', 'hold'].includes(state) && participation === 'active';
  const lines = call.connections.filter((c) => c.line && c.id !== connection?.id && talks(c));
  const names = lines.map((c, i) => html`${i ? ', ' : ''}${text(c.agent ?? c.line, 40)}`);
  return connection && lines.length && call.direction !== 'internal'
    ? html`<p class="also">${t('card.also')} ${names}</p>`
    : nothing;
}
