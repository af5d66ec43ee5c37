// The agent's desk: my calls, and what lies beside them.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {hasText, t} from '../i18n.js';
import {cards, myLine} from '../select.js';
import {isolated, plain} from '../text.js';
import {card} from './card.js';
import {people} from './people.js';
import {dial, lastCalls} from './side.js';

export function desk(state, act) {
  const items = cards(state);
  return html`
    <main class="desk" data-stream=${state.stream}>
      <section class="stage" aria-label=${t('stage.title')}>
        <h1 class="unseen">${t('stage.title')}</h1>
        ${items.length ? repeat(items, (item) => item.id, (item) => card(state, item, act)) : idle(state)}
      </section>
      ${state.agent ? html`${dial(state, act)}${people(state, act)}${lastCalls(state, act)}` : nothing}
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
