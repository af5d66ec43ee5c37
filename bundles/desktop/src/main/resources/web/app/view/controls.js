// The buttons of a call: exactly what its connection allows now, and the field a service needs first.

import {html, nothing} from 'lit-html';
import {keyed} from 'lit-html/directives/keyed.js';
import {ref} from 'lit-html/directives/ref.js';
import {repeat} from 'lit-html/directives/repeat.js';
import {t} from '../i18n.js';
import {otherCalls, who} from '../select.js';
import {offered, SERVICES} from '../services.js';
import {isolated} from '../text.js';
import {icon} from './icons.js';
import {failure, nameless} from './parts.js';
import {whomField} from './people.js';

/** What a telephone's keys can send. */
const DIGITS = '[0-9A-Da-d*#]+';

/** Once the field is on the page. */
const focusFirst = (form) => form && queueMicrotask(() => form.querySelector('input, select').focus());

/** Buttons are keyed by what they do, so that a second press never meets another service under the same focus. */
export function controls(state, card, act) {
  const services = offered(card.connection);
  const {form: open, failures} = state.ui;
  const asking = open?.call === card.id && services.includes(open.service) ? open.service : null;
  const declines = (service) => service === 'clearConnection' && card.phase === 'ringing';
  const words = (service) => t(declines(service) ? 'service.decline' : `service.${service}`);
  return html`
    ${failure(failures?.[card.id])}
    ${services.length ? html`
      <div class="controls" role="group" aria-label=${t('card.controls')}>
        ${repeat(services, (service) => service, (service) => {
          const {tone = 'plain', key} = SERVICES[service];
          const needs = asks(state, card, service);
          return html`
            <button type="button" class="button ${tone}" data-testid="service" data-service=${service}
                    title=${key ? `Alt+${key}` : nothing} aria-keyshortcuts=${key ? `Alt+${key}` : nothing}
                    aria-expanded=${needs ? String(asking === service) : nothing}
                    ?disabled=${state.ui.busy === `${card.id}/${service}`}
                    @click=${() => (needs ? act.ask(card, service) : act.perform(card, service))}>
              ${icon(SERVICES[service].icon)}<span>${words(service)}</span>
            </button>`;
        })}
      </div>` : nothing}
    ${asking ? keyed(asking, form(state, card, asking, words(asking), act)) : nothing}
  `;
}

/** What must be asked first. A consultation knows the call it is about, so there is nothing to choose. */
function asks(state, {id, call}, service) {
  const {needs} = SERVICES[service];
  const about = call.lineage?.some(({type}) => type === 'consultationOf');
  return needs === 'otherCall' && (about || otherCalls(state, id).length === 0) ? undefined : needs;
}

function form(state, card, service, words, act) {
  const {needs} = SERVICES[service];
  const id = `ask-${card.id}`;
  const submitted = (event) => {
    event.preventDefault();
    act.perform(card, service, {[needs]: new FormData(event.target).get(needs).trim()});
  };
  const pressed = (event) => {
    if (event.key === 'Escape') {
      event.target.closest('.card').querySelector(`[data-service=${service}]`).focus();
      act.ask(card, service);
    }
  };
  return html`
    <form class="ask" @submit=${submitted} @keydown=${pressed} ${ref(focusFirst)}>
      <label for=${id}>${t(`ask.${needs}`)}</label>
      ${needs === 'otherCall' ? html`
        <select id=${id} name="otherCall" required data-testid="service-other">
          ${otherCalls(state, card.id).map((other) => {
            const {name} = who(other.records, other.remote);
            return html`<option value=${other.id}>${isolated(name, 60) || nameless(other.remote)}</option>`;
          })}
        </select>` : needs === 'to' ? whomField(state, {
          id, testid: 'service-to', query: state.ui.form.query ?? '', active: state.ui.form.active ?? -1,
          onQuery: act.suggest, picked: (to) => act.perform(card, service, {to}),
        }) : html`
        <input id=${id} name=${needs} required maxlength="64" autocomplete="off" spellcheck="false" inputmode="tel"
               data-testid="service-${needs}" pattern=${needs === 'digits' ? DIGITS : nothing}>`}
      <button type="submit" class="button primary" data-testid="service-go"
              ?disabled=${state.ui.busy === `${card.id}/${service}`}>${words}</button>
    </form>`;
}
