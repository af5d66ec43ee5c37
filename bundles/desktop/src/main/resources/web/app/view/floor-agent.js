// One person on the floor: what she does, with whom, and what a supervisor can do about it.

import {html, nothing} from 'lit-html';
import {remote} from '../calls.js';
import {t} from '../i18n.js';
import {PARTICIPATIONS} from '../services.js';
import {isolated, plain} from '../text.js';
import {icon} from './icons.js';
import {nameless, number, reasonWords, stateWords, text} from './parts.js';
import './menu.js';

const ICONS = {listen: 'ear', whisper: 'whisper', barge: 'barge'};

export function agentRow(state, agent, connections, act) {
  const name = isolated(agent.name, 60);
  return html`
    <tr data-testid="floor-agent" data-agent=${agent.agent} data-state=${agent.state}
        @pointerenter=${() => act.near(agent.agent)} @focusin=${() => act.near(agent.agent)}>
      <th scope="row"><span class="cell-name">${text(agent.name, 60)}</span>
        <span class="cell-more">${agent.line ? number(agent.line) : nothing}${
          plain(agent.team) ? html` · ${text(agent.team, 40)}` : nothing}</span></th>
      <td><span class="agent-state"><span class="dot" data-state=${agent.state} aria-hidden="true"></span>
        <span>${stateWords(agent)}</span>
        <jf-clock class="cell-more" .since=${Date.parse(agent.since)}></jf-clock></span></td>
      <td>${connections.map(conversation)}</td>
      <td class="cell-acts">
        ${connections.slice(0, 1).map((item) => supervise(state, agent, item, act))}
        ${force(state, agent, name, act)}
      </td>
    </tr>`;
}

function conversation({call, connection}) {
  const party = remote(call, connection);
  return html`
    <span class="cell-name">${text(plain(party.name) || nameless(party), 60)}</span>
    <span class="cell-more">${t(`connection.${connection.state}`)}
      <jf-clock .since=${Date.parse(connection.connectedAt ?? connection.alertingAt ?? call.startedAt)}></jf-clock></span>`;
}

/** Joining needs a phone of one's own, and what the connection allows. */
function supervise(state, agent, {call, connection}, act) {
  const mine = state.session.line;
  const may = (service) => mine && agent.agent !== state.session.agent && connection.allowed.includes(service);
  const button = (what, picture, press) => html`
    <button type="button" class="round small" data-testid=${`supervise-${what}`} title=${t(`supervise.${what}`)}
            aria-label=${`${t(`supervise.${what}`)}: ${isolated(agent.name, 60)}`} ?disabled=${state.ui.busy === `${call.id}/${what}`}
            @click=${press}>${icon(picture)}</button>`;
  return html`
    ${may('singleStepConferenceCall')
      ? PARTICIPATIONS.map((how) => button(how, ICONS[how], () => act.join(call, connection, how)))
      : nothing}
    ${may('singleStepTransferCall') ? button('takeOver', 'in', () => act.takeOver(call, connection)) : nothing}`;
}

/** The choices are made when somebody comes near: four hundred menus that nobody opens would be most of the page. */
function force({desk, ui}, {agent, state}, name, act) {
  const choice = (to, reason, words) => html`
    <button type="button" role="menuitem" data-testid="force-state" data-state=${to} data-reason=${reason}
            @click=${() => act.force(agent, to, reason)}>
      <span class="dot" data-state=${to} aria-hidden="true"></span>${words}
    </button>`;
  return state === 'loggedOff' ? nothing : html`
    <jf-menu>
      <button type="button" class="round small" aria-haspopup="menu" aria-expanded="false" data-testid="force"
              title=${t('floor.force')} aria-label=${`${t('floor.force')}: ${name}`}>${icon('down')}</button>
      <div role="menu" class="menu" aria-label=${t('floor.force')} hidden>
        ${ui.near === agent ? [
          choice('ready', '', t('agent.ready')),
          ...desk.reasons.map((reason) =>
            choice('notReady', reason, html`${t('agent.notReady')} · <bdi>${plain(reasonWords(reason), 40)}</bdi>`)),
          choice('loggedOff', '', t('agent.loggedOff')),
        ] : nothing}
      </div>
    </jf-menu>`;
}
