// Beside the calls: the dial box, the demo's caller, and my last calls.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {duration} from '../clock.js';
import {t, when} from '../i18n.js';
import {history, myLine} from '../select.js';
import {isolated, plain} from '../text.js';
import {icon} from './icons.js';
import {number, text} from './parts.js';

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
        <input id="dial-to" name="to" type="tel" maxlength="64" autocomplete="off" spellcheck="false" dir="ltr"
               placeholder=${t('dial.placeholder')} data-testid="dial-input" aria-describedby="dial-message"
               aria-invalid=${dialError ? 'true' : 'false'} @input=${act.dialEdited}>
        <button type="submit" class="button primary" data-testid="dial-button" ?disabled=${busy === 'dial'}>
          ${icon('phone')}<span>${t('dial.call')}</span>
        </button>
      </form>
      <p id="dial-message" class=${dialError ? 'failure' : 'hint'} role="status" data-testid="dial-message">${
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
  const rows = history(state);
  return html`
    <section class="panel last" aria-labelledby="last-title">
      <h2 id="last-title">${t('last.title')}</h2>
      ${rows.length
        ? html`<ol class="last-list">${repeat(rows, (row) => row.id, (row) => lastCall(row, act))}</ol>`
        : html`<p class="hint">${t('last.none')}</p>`}
    </section>`;
}

function lastCall(row, act) {
  const name = plain(row.name);
  const known = plain(row.number, 32);
  const missed = row.outcome === 'missed';
  const more = plain(row.company) ? text(row.company) : name && known ? number(known) : text(row.queue, 40);
  const title = name || known || t(row.withheld ? 'party.withheld' : 'party.unknown');
  return html`
    <li class="last-call" data-testid="last-call" data-call=${row.id}
        data-direction=${row.direction} data-outcome=${row.outcome}>
      <span class="way">
        ${icon(missed ? 'missed' : row.direction)}<span class="unseen">${t(`direction.${row.direction}`)}</span>
      </span>
      <div class="last-words">
        <p class="last-name" title=${title}>${name ? text(name) : known ? number(known) : title}</p>
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
