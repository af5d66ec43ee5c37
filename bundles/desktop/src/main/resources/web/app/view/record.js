// Who the customer is by the CRM: one record, a choice of several, or none and a way to make one.

import {html, nothing} from 'lit-html';
import {hasText, t} from '../i18n.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {failure, recordLink, text} from './parts.js';

export function record(state, item, act) {
  const {pop, records, chosen} = item;
  if (records.length > 1 && !chosen) {
    return chooser(state, item, act);
  }
  return records.length ? html`<section class="records">${entry(records[0])}</section>` : none(state, item, pop);
}

/** Several share the number: each says why it fits, one press chooses for good and for everybody on the call. */
function chooser(state, {id, records}, act) {
  return html`
    <section class="records" data-testid="chooser">
      <h3>${t('crm.several', {count: records.length})}</h3>
      ${failure(state.ui.failures?.[`record/${id}`])}
      <ul class="record-list">
        ${records.map((match) => html`
          <li>${entry(match, html`
            <button type="button" class="button plain" data-testid="choose-record"
                    ?disabled=${state.ui.busy === `record/${id}`} @click=${() => act.choose(id, match)}>
              ${icon('check')}<span>${t('crm.choose')}</span>
            </button>`)}</li>`)}
      </ul>
    </section>`;
}

function none(state, {pop, remote}) {
  const known = pop?.crm ?? 'none';
  return html`
    <div class="crm-none">
      <p class="crm-state" data-testid="crm-state" data-state=${known}>
        ${known === 'pending'
          ? html`<span class="spinner" aria-hidden="true"></span>`
          : icon(known === 'unavailable' ? 'warning' : 'none')}
        ${t(known === 'none' && !remote.number ? 'crm.noNumber' : hasText(`crm.${known}`) ? `crm.${known}` : 'crm.none')}
      </p>
      ${known !== 'pending' && remote.number && state.desk.newContactUrl
        ? html`<p data-testid="new-contact">${recordLink({url: prefilled(state.desk.newContactUrl, remote)}, t('crm.new'))}</p>`
        : nothing}
    </div>`;
}

/** The CRM's form for a new contact with what the call tells already in it. */
export const prefilled = (template, {number, name}) =>
  template
    .replaceAll('{number}', encodeURIComponent(plain(number, 32)))
    .replaceAll('{name}', encodeURIComponent(plain(name, 120)));

function entry(match, choice) {
  return html`
    <div class="record" data-testid="match">
      <div class="record-words">
        ${choice ? html`<p class="record-name" title=${plain(match.name)}>${text(match.name)}</p>` : nothing}
        ${choice && plain(match.company) ? html`<p class="record-company">${text(match.company)}</p>` : nothing}
        <p class="record-reason" data-testid="match-reason">${text(match.type, 40)}${
          plain(match.reason) ? html` · ${text(match.reason, 160)}` : nothing}</p>
      </div>
      ${recordLink(match, t('crm.open'))}
      ${choice ?? nothing}
      ${match.cases?.length ? html`
        <ul class="cases" aria-label=${t('crm.cases')}>
          ${match.cases.slice(0, 5).map((c) => html`
            <li data-testid="case"><span class="chip">${text(c.status, 30)}</span>
              <span class="case-subject" title=${plain(c.subject, 200)}>${text(c.subject, 200)}</span>
              ${recordLink(c, html`<span class="unseen">${t('crm.open')} ${plain(c.subject)}</span>`)}</li>`)}
        </ul>` : nothing}
    </div>`;
}
