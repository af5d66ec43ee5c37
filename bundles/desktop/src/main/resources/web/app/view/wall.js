// The wallboard: few figures, large enough to be read across a room.

import {html} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {headcount, queues, serviceLevel, total} from '../floor.js';
import {t} from '../i18n.js';
import {text} from './parts.js';

export function wall(state) {
  const rows = queues(state);
  const sum = total(rows);
  const heads = headcount([...state.colleagues.values()]);
  return html`
    <main class="wall" data-stream=${state.stream}>
      <h1 class="unseen">${t('nav.wall')}</h1>
      <section class="wall-now" aria-label=${t('floor.waiting')}>
        ${figure('waiting', sum.waiting, sum.waiting > 0 ? 'warn' : 'calm')}
        ${figure('longest', sum.since === null ? '–' : html`<jf-clock .since=${sum.since}></jf-clock>`)}
        ${figure('serviceLevel', share(sum))}
      </section>
      <section class="wall-people" aria-label=${t('floor.people')}>
        ${['ready', 'busy', 'workingAfterCall', 'notReady'].map((state) => html`
          <p class="wall-head" data-testid=${`wall-${state}`}><span class="dot" data-state=${state} aria-hidden="true"></span>
            <b>${heads[state]}</b> ${t(`agent.${state}`)}</p>`)}
      </section>
      <section class="wall-queues" aria-label=${t('floor.queues')}>
        ${repeat(rows, ({queue}) => queue, (row) => html`
          <article class="wall-queue" data-tone=${row.waiting ? 'warn' : 'calm'}>
            <h2>${text(row.queue, 24)}</h2>
            <p class="wall-big">${row.waiting}</p>
            <p class="wall-small">${row.since === null ? '–' : html`<jf-clock .since=${row.since}></jf-clock>`}
              · ${t('floor.answered')} ${row.answered} · ${t('floor.abandoned')} ${row.abandoned} · ${share(row)}</p>
          </article>`)}
      </section>
    </main>`;
}

const share = (row) => (serviceLevel(row) === null ? '–' : `${serviceLevel(row)} %`);

const figure = (name, value, tone) => html`
  <article class="wall-figure" data-testid=${`wall-${name}`} data-tone=${tone ?? ''}>
    <h2>${t(`floor.${name}`)}</h2><p class="wall-huge">${value}</p>
  </article>`;
