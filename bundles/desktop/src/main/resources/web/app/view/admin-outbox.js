// What is owed to CRMs: what waits, what will not go without a person, and giving it again.

import {html, nothing} from 'lit-html';
import {t, when} from '../i18n.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {text} from './parts.js';

export function outbox(state, items, act) {
  const dead = Boolean(state.ui.dead);
  return html`
    <section class="panel" aria-labelledby="outbox-title" data-testid="outbox">
      <div class="panel-top">
        <h2 id="outbox-title">${t('admin.outbox')}</h2>
        <div class="tabs" role="group" aria-label=${t('admin.outbox')}>
          ${[false, true].map((which) => html`
            <button type="button" class="tab" aria-pressed=${String(which === dead)} data-testid=${which ? 'outbox-dead' : 'outbox-all'}
                    @click=${() => act.showDead(which)}>${t(which ? 'activity.dead' : 'last.all')}</button>`)}
        </div>
      </div>
      ${items.length
        ? html`<ul class="part-list">${items.map((row) => activity(state, row, act))}</ul>`
        : html`<p class="hint">${t('admin.nothingOwed')}</p>`}
      ${items.some((row) => row.state === 'dead') ? html`
        <button type="button" class="button plain" data-testid="replay-all" ?disabled=${state.ui.busy === 'replay/all'}
                @click=${() => act.replay()}>${icon('replay')}<span>${t('admin.replayAll')}</span></button>` : nothing}
    </section>`;
}

const activity = (state, row, act) => html`
  <li class="part" data-testid="activity" data-state=${row.state}>
    <p class="part-top"><span class="dot" data-part=${{done: 'up', dead: 'down'}[row.state] ?? 'connecting'} aria-hidden="true"></span>
      <b>${when(Date.parse(row.at))} ${text(row.owner, 60)}</b>
      <span class="cell-more">${t(`activity.${row.state}`)} · ${text(row.connector, 60)}${
        plain(row.crmId) ? html` · ${text(row.crmId, 60)}` : nothing}</span></p>
    ${plain(row.reason) ? html`<p class="part-reason">${text(row.reason, 300)}</p>` : nothing}
    ${row.state === 'dead' ? html`
      <button type="button" class="button plain" data-testid="replay" ?disabled=${state.ui.busy === `replay/${row.id}`}
              @click=${() => act.replay(row.id)}>${icon('replay')}<span>${t('admin.replay')}</span></button>` : nothing}
  </li>`;
