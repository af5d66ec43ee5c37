// What was before with this customer: earlier calls with what was written about them, whoever took them.

import {html, nothing} from 'lit-html';
import {duration} from '../clock.js';
import {t, when} from '../i18n.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {text} from './parts.js';

export function timeline(state, {id, remote}) {
  const known = state.timelines.get(id);
  if (!remote.number || !known) {
    return nothing;
  }
  const {items, status} = known;
  return html`
    <details class="timeline" data-testid="timeline" ?open=${!matchMedia('(max-width: 40rem)').matches}>
      <summary>${t('timeline.title')} <span class="count">${items.length || ''}</span></summary>
      ${items.length
        ? html`<ol tabindex="0" aria-label=${t('timeline.title')}>${items.map(entry)}</ol>`
        : html`<p class="hint">${t(status === 'failed' ? 'timeline.failed' : 'timeline.none')}</p>`}
    </details>`;
}

function entry({direction, startedAt, agentName, queue, outcome, talkMs, disposition, notes}) {
  const way = direction === 'outbound' ? 'out' : outcome === 'missed' ? 'missed' : 'in';
  return html`
    <li data-testid="timeline-entry" data-outcome=${outcome}>
      <span class="way">${icon(way)}</span>
      <div>
        <p class="timeline-top">
          <span>${when(Date.parse(startedAt))}</span>
          ${plain(agentName) ? html`<span>${text(agentName, 60)}</span>` : nothing}
          ${plain(queue) ? html`<span>${text(queue, 40)}</span>` : nothing}
          <span>${outcome === 'talked' ? duration(talkMs) : t(`outcome.${outcome}`)}</span>
          ${plain(disposition) ? html`<span class="chip">${text(disposition, 60)}</span>` : nothing}
        </p>
        ${plain(notes) ? html`<p class="timeline-notes">${text(notes, 600)}</p>` : nothing}
      </div>
    </li>`;
}
