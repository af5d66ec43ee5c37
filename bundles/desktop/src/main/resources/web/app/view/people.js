// Colleagues: a panel beside the calls, and what a field for a number suggests.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {t} from '../i18n.js';
import {colleagues} from '../people.js';
import {isolated, plain} from '../text.js';
import {icon} from './icons.js';
import {number, stateWords, text} from './parts.js';

export function people(state, act) {
  if (state.colleagues.size < 2) {
    return nothing;
  }
  const found = colleagues(state, state.ui.people ?? '', 12);
  return html`
    <section class="panel people" aria-labelledby="people-title">
      <h2 id="people-title">${t('people.title')}</h2>
      <label class="unseen" for="people-find">${t('people.find')}</label>
      <input id="people-find" type="search" maxlength="64" autocomplete="off" spellcheck="false"
             placeholder=${t('people.find')} data-testid="people-find"
             @input=${(event) => act.findPeople(event.target.value)}>
      ${found.length
        ? html`<ul class="people-list">${repeat(found, ({agent}) => agent, (agent) => person(agent, act))}</ul>`
        : html`<p class="hint">${t('people.none')}</p>`}
    </section>`;
}

const person = (agent, act) => html`
  <li class="person" data-testid="person" data-agent=${agent.agent} data-state=${agent.state}>
    ${whoIsIt(agent)}
    <button type="button" class="round" data-testid="call-person" title=${t('people.call')}
            aria-label=${t('last.callBackTo', {who: isolated(agent.name, 60)})} @click=${() => act.dial(agent.line)}>
      ${icon('phone')}
    </button>
  </li>`;

const whoIsIt = (agent) => html`
  <span class="dot" data-state=${agent.state} aria-hidden="true"></span>
  <span class="person-words">
    <span class="person-name" title=${plain(agent.name, 80)}>${text(agent.name, 60)}</span>
    <span class="person-more">${number(agent.line)} · ${stateWords(agent)}</span>
  </span>`;

/**
 * A field for whom to reach, with colleagues to pick from: a combobox after the ARIA Authoring Practices.
 *
 * @param picked takes a line; what else is typed is sent by the form the field stands in
 */
export function whomField(state, {id, query, active, testid, value, onQuery, picked}) {
  const found = query ? colleagues(state, query) : [];
  const at = Math.min(active, found.length - 1);
  const pressed = (event) => {
    const step = {ArrowDown: 1, ArrowUp: -1}[event.key];
    if (step && found.length) {
      event.preventDefault();
      onQuery(query, (at + 1 + step + found.length + 1) % (found.length + 1) - 1);
    } else if (event.key === 'Enter' && at >= 0) {
      event.preventDefault();
      picked(found[at].line);
    }
  };
  return html`
    <div class="whom">
      <input id=${id} name="to" type="text" inputmode="text" maxlength="64" autocomplete="off" spellcheck="false"
             required role="combobox" aria-autocomplete="list" aria-expanded=${String(found.length > 0)}
             aria-controls=${`${id}-list`} aria-activedescendant=${at >= 0 ? `${id}-${at}` : nothing}
             placeholder=${t('people.whom')} data-testid=${testid} value=${value ?? nothing}
             @input=${(event) => onQuery(event.target.value, -1)} @keydown=${pressed}>
      <ul id=${`${id}-list`} role="listbox" class="whom-list" aria-label=${t('people.title')} ?hidden=${!found.length}>
        ${found.map((agent, i) => html`
          <li id=${`${id}-${i}`} role="option" aria-selected=${String(i === at)} data-testid="suggestion"
              data-line=${agent.line} data-state=${agent.state} @pointerdown=${(event) => event.preventDefault()}
              @click=${() => picked(agent.line)}>${whoIsIt(agent)}</li>`)}
      </ul>
    </div>`;
}
