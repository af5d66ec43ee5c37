// The whole page as a function of the state.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {hasText, t} from '../i18n.js';
import {cards, myLine, who} from '../select.js';
import {isolated, plain} from '../text.js';
import {bar} from './bar.js';
import {card} from './card.js';
import {nameless} from './parts.js';
import {dial, lastCalls} from './side.js';

export function desk(state, act) {
  const items = cards(state);
  return html`
    ${bar(state, act)}
    <main class="desk" data-stream=${state.stream}>
      <section class="stage" aria-label=${t('stage.title')}>
        <h1 class="unseen">${t('stage.title')}</h1>
        ${items.length ? repeat(items, (item) => item.id, (item) => card(state, item, act)) : idle(state)}
      </section>
      ${state.agent ? html`${dial(state, act)}${lastCalls(state, act)}` : nothing}
    </main>`;
}

function idle(state) {
  const {line} = myLine(state);
  const words = !state.session.agent || !state.agent
    ? t('idle.noAgent', {user: isolated(state.session.user, 64)})
    : t(hasText(`idle.${state.agent.state}`) ? `idle.${state.agent.state}` : 'idle.ready', {line: plain(line, 32)});
  return html`
    <div class="idle" data-testid="idle">
      <div class="panel-art" aria-hidden="true">${[0, 1, 2, 3, 4, 5, 6, 7].map(() => html`<i></i>`)}</div>
      <p class="idle-title">${t('idle.title')}</p>
      <p class="hint">${words}</p>
    </div>`;
}

/** What a screen reader says, and the tab's title shows, when it rings. */
export function ringing(state) {
  const item = cards(state).find((candidate) => candidate.phase === 'ringing');
  if (!item) {
    return '';
  }
  const {name, company} = who(item.records, item.remote);
  const caller = [isolated(name, 80) || nameless(item.remote), isolated(company, 80)].filter(Boolean).join(', ');
  return t('ringing.announcement', {caller});
}
