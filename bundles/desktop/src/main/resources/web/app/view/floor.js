// The floor: queues, people and calls as they are now, and the day so far.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {connectionsByAgent, headcount, liveCalls, people, queues, serviceLevel, teams, total, WITHIN_MS} from '../floor.js';
import {t} from '../i18n.js';
import {plain} from '../text.js';
import {chart} from './chart.js';
import {agentRow} from './floor-agent.js';
import {callRow} from './floor-call.js';
import {failure, text} from './parts.js';

export function floor(state, act) {
  const rows = queues(state);
  const connections = connectionsByAgent(state);
  const agents = people(state, state.ui.team);
  return html`
    <main class="floor" data-stream=${state.stream}>
      <h1 class="unseen">${t('nav.floor')}</h1>
      ${failure(state.ui.floorError)}
      ${tiles(total(rows), headcount([...state.colleagues.values()]))}
      <div class="floor-columns">
        <section class="panel" aria-labelledby="people-now">
          <div class="panel-top">
            <h2 id="people-now">${t('floor.people')}</h2>
            ${teamFilter(state, act)}
          </div>
          <div class="scroll" tabindex="0"><table class="grid crowd">
            <thead><tr>${['person', 'state', 'call', 'act'].map((what) => html`<th scope="col">${t(`floor.${what}`)}</th>`)}</tr></thead>
            <tbody>${repeat(agents, ({agent}) => agent, (agent) =>
              agentRow(state, agent, connections.get(agent.agent) ?? [], act))}</tbody>
          </table></div>
        </section>
        <div class="floor-side">
          <section class="panel" aria-labelledby="queues-now">
            <h2 id="queues-now">${t('floor.queues')}</h2>
            ${rows.length ? queueTable(rows) : html`<p class="hint">${t('floor.noQueues')}</p>`}
            <p class="hint small">${t('floor.level', {seconds: WITHIN_MS / 1000})}</p>
          </section>
          <section class="panel" aria-labelledby="day-so-far">
            <h2 id="day-so-far">${t('floor.day')}</h2>
            ${chart(state)}
          </section>
          <section class="panel" aria-labelledby="calls-now">
            <h2 id="calls-now">${t('floor.calls')}</h2>
            <ul class="live-list">${repeat(liveCalls(state).slice(0, 100), ({call}) => call.id, callRow)}</ul>
          </section>
        </div>
      </div>
    </main>`;
}

function tiles(sum, heads) {
  const tile = (name, value, tone) => html`
    <div class="tile" data-testid=${`tile-${name}`} data-tone=${tone ?? nothing}>
      <dt>${t(`floor.${name}`)}</dt><dd>${value}</dd>
    </div>`;
  const level = serviceLevel(sum);
  return html`
    <dl class="tiles">
      ${tile('waiting', sum.waiting, sum.waiting ? 'warn' : null)}
      ${tile('longest', sum.since === null ? '–' : html`<jf-clock .since=${sum.since}></jf-clock>`)}
      ${tile('free', heads.ready)}
      ${tile('talking', heads.busy)}
      ${tile('answered', sum.answered)}
      ${tile('abandoned', sum.abandoned, sum.abandoned ? 'stop' : null)}
      ${tile('serviceLevel', level === null ? '–' : `${level} %`)}
    </dl>`;
}

const COLUMNS = ['queue', 'waiting', 'longest', 'answered', 'abandoned', 'serviceLevel'];

const queueTable = (rows) => html`
  <div class="scroll" tabindex="0"><table class="grid figures">
    <thead><tr>${COLUMNS.map((what) => html`<th scope="col">${t(`floor.${what}`)}</th>`)}</tr></thead>
    <tbody>${repeat(rows, ({queue}) => queue, (row) => html`
      <tr data-testid="queue-row" data-queue=${row.queue}>
        <th scope="row">${text(row.queue, 40)}</th>
        <td data-testid="queue-waiting" class=${row.waiting ? 'warn' : ''}>${row.waiting}</td>
        <td>${row.since === null ? '–' : html`<jf-clock .since=${row.since}></jf-clock>`}</td>
        <td>${row.answered}</td><td>${row.abandoned}</td>
        <td>${serviceLevel(row) === null ? '–' : `${serviceLevel(row)} %`}</td>
      </tr>`)}</tbody>
  </table></div>`;

function teamFilter(state, act) {
  const known = teams(state);
  return known.length < 2 ? nothing : html`
    <label class="unseen" for="team">${t('floor.team')}</label>
    <select id="team" data-testid="team" @change=${(event) => act.showTeam(event.target.value)}>
      <option value="">${t('floor.allTeams')}</option>
      ${known.map((team) => html`<option value=${team} ?selected=${team === state.ui.team}>${plain(team, 40)}</option>`)}
    </select>`;
}
