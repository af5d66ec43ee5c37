// The bar at the top: whether the page is connected, my state, and who I am.

import {html, nothing} from 'lit-html';
import {currentLanguage, hasText, LANGUAGES, t} from '../i18n.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {text} from './parts.js';
import './menu.js';

const REASONS = ['break', 'lunch', 'meeting', 'training', 'paperwork'];

export const bar = (state, act) => html`
  <header class="bar">
    <p class="brand"><img class="brand-mark" src="favicon.svg" width="28" height="28" alt=""><span>Jackfield</span></p>
    <p class="connection" role="status" data-testid="connection-status" data-state=${state.stream}>
      <span class="dot" aria-hidden="true"></span><span class="connection-words">${t(`stream.${state.stream}`)}</span>
    </p>
    ${state.agent ? agentMenu(state.agent, act) : nothing}
    ${userMenu(state.session, act)}
  </header>
  ${state.stream === 'lost' ? notice(t('stream.lostNotice')) : nothing}
  ${state.ui.problem ? notice(state.ui.problem) : nothing}
  ${[...state.outages].map(([link, reason]) =>
    notice(html`${t('link.out', {link: plain(link, 60)})} ${text(reason, 240)}`))}
`;

const notice = (words) => html`
  <div class="notice" role="status" data-testid="notice">${icon('warning')}<p>${words}</p></div>`;

function agentMenu(agent, act) {
  const choice = (state, reason, words) => html`
    <button type="button" role="menuitemradio" data-testid="agent-state-option"
            data-state=${state} data-reason=${reason}
            aria-checked=${agent.state === state && (agent.reason ?? '') === reason}
            @click=${() => act.chooseState(state, reason)}>
      <span class="dot" data-state=${state} aria-hidden="true"></span>${words}
    </button>`;
  return html`
    <jf-menu class="agent">
      <button type="button" class="pill" aria-haspopup="menu" aria-expanded="false" data-testid="agent-state"
              data-state=${agent.state} data-reason=${agent.reason ?? ''}>
        <span class="dot" data-state=${agent.state} aria-hidden="true"></span>
        <span class="pill-words"><span class="unseen">${t('agent.mine')}</span> ${stateWords(agent)}</span>
        ${agent.since
          ? html`<jf-clock class="pill-clock" aria-hidden="true" .since=${Date.parse(agent.since)}></jf-clock>`
          : nothing}
        ${icon('down')}
      </button>
      <div role="menu" class="menu" aria-label=${t('agent.choose')} hidden>
        ${choice('ready', '', t('agent.ready'))}
        <div class="menu-rule" role="separator"></div>
        ${choice('notReady', '', t('agent.notReady'))}
        ${REASONS.map((reason) => choice('notReady', reason, t(`reason.${reason}`)))}
        ${agent.cause
          ? html`<p class="menu-note" role="none">${t('agent.cause')} ${text(agent.cause, 160)}</p>`
          : nothing}
      </div>
    </jf-menu>`;
}

function stateWords({state, reason, pending}) {
  const then = pending && t('agent.pending', {state: t(`agent.${pending}`)});
  return html`${t(`agent.${state}`)}
    ${reason ? html`<span class="pill-reason">${text(reasonWords(reason), 40)}</span>` : nothing}
    ${then ? html`<span class="pill-pending" data-testid="agent-pending">${then}</span>` : nothing}`;
}

/** A reason is a word of ours with a translation, or what somebody wrote. */
const reasonWords = (reason) => (hasText(`reason.${reason}`) ? t(`reason.${reason}`) : reason);

function userMenu(session, act) {
  const name = plain(session.name, 60) || plain(session.user, 60);
  return html`
    <jf-menu class="user">
      <button type="button" class="ghost" aria-haspopup="menu" aria-expanded="false" data-testid="user-menu"
              aria-label=${t('user.menu', {name})}>
        <span class="user-name">${text(name, 60)}</span>${icon('down')}
      </button>
      <div role="menu" class="menu menu-end" aria-label=${t('user.menu', {name})} hidden>
        <div role="group" aria-label=${t('user.language')}>
          ${Object.entries(LANGUAGES).map(([code, words]) => html`
            <button type="button" role="menuitemradio" aria-checked=${code === currentLanguage()} lang=${code}
                    data-testid="language" data-language=${code} @click=${() => act.chooseLanguage(code)}>
              ${icon('check')}${words}
            </button>`)}
        </div>
        <div class="menu-rule" role="separator"></div>
        <button type="button" role="menuitem" data-testid="log-out" @click=${act.logOut}>${t('user.logOut')}</button>
      </div>
    </jf-menu>`;
}
