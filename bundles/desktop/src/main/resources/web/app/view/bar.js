// The bar at the top: whether the page is connected, my state, and who I am.

import {html, nothing} from 'lit-html';
import {currentLanguage, LANGUAGES, t} from '../i18n.js';
import {pagesOf} from '../route.js';
import {plain} from '../text.js';
import {icon} from './icons.js';
import {reasonWords, text} from './parts.js';
import './menu.js';

export const bar = (state, act) => html`
  <header class="bar">
    <p class="brand"><img class="brand-mark" src="favicon.svg" width="28" height="28" alt=""><span>Jackfield</span></p>
    <p class="connection" role="status" data-testid="connection-status" data-state=${state.stream}>
      <span class="dot" aria-hidden="true"></span><span class="connection-words">${t(`stream.${state.stream}`)}</span>
    </p>
    ${views(state)}
    ${state.agent ? agentMenu(state, act) : nothing}
    ${userMenu(state, act)}
  </header>
  ${state.stream === 'lost' ? notice(t('stream.lostNotice')) : nothing}
  ${state.ui.problem ? notice(state.ui.problem) : nothing}
  ${[...state.outages].map(([link, reason]) =>
    notice(html`${t('link.out', {link: plain(link, 60)})} ${text(reason, 240)}`))}
`;

/** The pages this person may open; somebody with one page needs no way to others. */
function views({session, route}) {
  const pages = pagesOf(session);
  return pages.length < 2 ? nothing : html`
    <nav class="views" aria-label=${t('nav.title')}>
      ${pages.map((page) => html`
        <a href=${`#/${page}`} data-testid=${`nav-${page}`} aria-current=${page === route ? 'page' : nothing}>${
          t(`nav.${page}`)}</a>`)}
    </nav>`;
}

const notice = (words) => html`
  <div class="notice" role="status" data-testid="notice">${icon('warning')}<p>${words}</p></div>`;

function agentMenu({agent, desk}, act) {
  const choice = (state, reason, words) => html`
    <button type="button" role="menuitemradio" data-testid="agent-state-option"
            data-state=${state} data-reason=${reason}
            aria-checked=${agent.state === state && (agent.reason ?? '') === reason}
            @click=${() => act.chooseState(state, reason)}>
      <span class="dot" data-state=${state} aria-hidden="true"></span>${words}
    </button>`;
  return html`
    <jf-menu class="agent">
      <button type="button" class="pill" aria-haspopup="menu" aria-expanded="false" data-testid="agent-state" aria-keyshortcuts="Alt+S"
              data-state=${agent.state} data-reason=${agent.reason ?? ''}>
        <span class="dot" data-state=${agent.state} aria-hidden="true"></span>
        <span class="pill-words"><span class="unseen">${t('agent.mine')}</span> ${pillWords(agent)}</span>
        ${agent.since
          ? html`<jf-clock class="pill-clock" aria-hidden="true" .since=${Date.parse(agent.since)}></jf-clock>`
          : nothing}
        ${icon('down')}
      </button>
      <div role="menu" class="menu" aria-label=${t('agent.choose')} hidden>
        ${choice('ready', '', t('agent.ready'))}
        <div class="menu-rule" role="separator"></div>
        ${choice('notReady', '', t('agent.notReady'))}
        ${desk.reasons.map((reason) => choice('notReady', reason, html`<bdi>${plain(reasonWords(reason), 40)}</bdi>`))}
        ${agent.cause
          ? html`<p class="menu-note" role="none">${t('agent.cause')} ${text(agent.cause, 160)}</p>`
          : nothing}
      </div>
    </jf-menu>`;
}

const pillWords = ({state, reason, pending}) => html`${t(`agent.${state}`)}
    ${reason ? html`<span class="pill-reason">${text(reasonWords(reason), 40)}</span>` : nothing}
    ${pending ? html`<span class="pill-pending" data-testid="agent-pending">${
      t('agent.pending', {state: t(`agent.${pending}`)})}</span>` : nothing}`;

function userMenu({session, ui}, act) {
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
        <div role="group" aria-label=${t('alerts.title')}>
          ${['sound', 'notification'].map((what) => html`
            <button type="button" role="menuitemcheckbox" aria-checked=${String(Boolean(ui.alerts?.[what]))}
                    data-testid=${`alert-${what}`} @click=${() => act.toggleAlert(what)}>
              ${icon('check')}${t(`alerts.${what}`)}
            </button>`)}
        </div>
        <div class="menu-rule" role="separator"></div>
        ${navigator.registerProtocolHandler && session.agent ? html`
          <button type="button" role="menuitem" data-testid="take-tel" @click=${act.takeTelLinks}>${t('alerts.tel')}</button>`
          : nothing}
        <button type="button" role="menuitem" data-testid="keyboard-help" aria-keyshortcuts="Alt+K"
                @click=${act.showKeys}>${t('keys.title')}</button>
        <button type="button" role="menuitem" data-testid="log-out" @click=${act.logOut}>${t('user.logOut')}</button>
      </div>
    </jf-menu>`;
}
