// Beside the calls: the dial box, the demo's caller, and my last calls.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {duration} from '../clock.js';
import {t, when} from '../i18n.js';
import {history, myLine} from '../select.js';
import {isolated, plain} from '../text.js';
import {icon} from './icons.js';
import {dialable, text} from './parts.js';
import {whomField} from './people.js';

export function dial(state, act) {
  const {dialError, dialNote, busy} = state.ui;
  const {line} = myLine(state);
  const hint = dialNote || (line ? t('dial.from', {line: plain(line, 32)}) : '');
  const submitted = (event) => {
    event.preventDefault();
    act.dial(new FormData(event.target).get('to'), event.target);
  };
  return html`
    <section class="panel dial" aria-labelledby="dial-title">
      <h2 id="dial-title">${t('dial.title')}</h2>
      <form class="dial-form" novalidate @submit=${submitted}>
        <label class="unseen" for="dial-to">${t('dial.label')}</label>
        ${whomField(state, {
          id: 'dial-to', testid: 'dial-input', value: state.ui.dialPrepared, query: state.ui.dialQuery ?? '', active: state.ui.dialActive ?? -1,
          onQuery: act.dialTyped, picked: (line) => act.dial(line, document.querySelector('.dial-form')),
        })}
        <button type="submit" class="button primary" data-testid="dial-button" ?disabled=${busy === 'dial'}>
          ${icon('phone')}<span>${t('dial.call')}</span>
        </button>
      </form>
      <p class="dial-message ${dialError ? 'failure' : 'hint'}" role="status" data-testid="dial-message">${
        dialError ? html`${icon('warning')}<span>${dialError}</span>` : hint}</p>
      ${state.session.demo ? html`
        <div class="demo">
          <p>${t('demo.note')}</p>
          <button type="button" class="button plain" data-testid="call-me" ?disabled=${busy === 'call-me'}
                  @click=${act.callMe}>
            ${t('demo.callMe')}
          </button>
        </div>` : nothing}
    </section>`;
}

export function lastCalls(state, act) {
  const shown = state.ui.last ?? 'all';
  const rows = history(state).filter(({outcome}) => shown === 'all' || outcome === 'missed');
  return html`
    <section class="panel last" aria-labelledby="last-title">
      <div class="panel-top">
        <h2 id="last-title">${t('last.title')}</h2>
        <div class="tabs" role="group" aria-label=${t('last.filter')}>
          ${['all', 'missed'].map((which) => html`
            <button type="button" class="tab" aria-pressed=${String(which === shown)} data-testid=${`last-${which}`}
                    @click=${() => act.showLast(which)}>${t(`last.${which}`)}</button>`)}
        </div>
      </div>
      ${rows.length
        ? html`<ol class="last-list">${repeat(rows, (row) => row.id, (row) => lastCall(row, act))}</ol>`
        : html`<p class="hint">${t(shown === 'missed' ? 'last.noneMissed' : 'last.none')}</p>`}
    </section>`;
}

function lastCall(row, act) {
  const name = plain(row.name);
  const known = plain(row.number, 32);
  const missed = row.outcome === 'missed';
  const more = plain(row.company) ? text(row.company) : name && known ? dialable(known) : text(row.queue, 40);
  const title = name || known || t(row.withheld ? 'party.withheld' : 'party.unknown');
  return html`
    <li class="last-call" data-testid="last-call" data-call=${row.id}
        data-direction=${row.direction} data-outcome=${row.outcome}>
      <span class="way">
        ${icon(missed ? 'missed' : row.direction)}<span class="unseen">${t(`direction.${row.direction}`)}</span>
      </span>
      <div class="last-words">
        <p class="last-name" title=${title}>${name ? text(name) : known ? dialable(known) : title}</p>
        <p class="last-more">${more}</p>
      </div>
      <p class="last-when">
        <span class="last-time">${when(row.at)}</span>
        <span class="last-outcome">${
          row.outcome === 'talked' ? duration(row.connectedMs) : t(`outcome.${row.outcome}`)}</span>
      </p>
      ${known ? html`
        <button type="button" class="round" data-testid="call-back" title=${t('last.callBack')}
                aria-label=${t('last.callBackTo', {who: isolated(title)})} @click=${() => act.dial(row.number)}>
          ${icon('phone')}
        </button>` : html`<span class="round-gap"></span>`}
    </li>`;
}
