// Who may come in, and the tokens of programs. Secrets are shown once.

import {html, nothing} from 'lit-html';
import {repeat} from 'lit-html/directives/repeat.js';
import {t} from '../i18n.js';
import {isolated} from '../text.js';
import {icon} from './icons.js';
import {text} from './parts.js';

const ROLES = ['agent', 'supervisor', 'administrator'];

export function users(state, items, act) {
  const {secret, busy} = state.ui;
  const made = (event) => {
    event.preventDefault();
    const form = event.target;
    const values = new FormData(form);
    act.makeUser(values.get('name').trim(), values.get('role'), form);
  };
  return html`
    <section class="panel" aria-labelledby="users-title" data-testid="users">
      <h2 id="users-title">${t('admin.users')}</h2>
      ${secret ? html`
        <div class="secret" role="status" data-testid="secret">
          <p>${t('admin.secret', {what: isolated(secret.what, 120)})}</p><code>${secret.value}</code>
        </div>` : nothing}
      <form class="inline-form" @submit=${made}>
        <label class="unseen" for="user-name">${t('login.user')}</label>
        <input id="user-name" name="name" required maxlength="64" pattern="[a-z0-9._\\-]+" autocomplete="off" spellcheck="false"
               placeholder=${t('login.user')} data-testid="user-name">
        <label class="unseen" for="user-role">${t('admin.role')}</label>
        <select id="user-role" name="role" data-testid="user-role">${ROLES.map((role) => html`
          <option value=${role}>${t(`role.${role}`)}</option>`)}</select>
        <button class="button primary" data-testid="make-user" ?disabled=${busy === 'make-user'}>${t('admin.makeUser')}</button>
      </form>
      <ul class="part-list">${repeat(items, ({name}) => name, (user) => entry(state, user, act))}</ul>
    </section>`;
}

function entry(state, {name, role, tokens}, act) {
  const made = (event) => {
    event.preventDefault();
    act.makeToken(name, new FormData(event.target).get('label').trim(), event.target);
  };
  const field = `token-${name}`;
  return html`
    <li class="part" data-testid="user" data-user=${name}>
      <details>
        <summary class="part-top"><b>${text(name, 64)}</b><span class="cell-more">${t(`role.${role}`)}${
          tokens.length ? html` · ${t('admin.tokens', {count: tokens.length})}` : nothing}</span>${icon('down')}</summary>
        <ul class="tokens">${tokens.map((label) => html`
          <li><span>${text(label, 80)}</span>
            <button type="button" class="button plain" data-testid="revoke" @click=${() => act.revoke(name, label)}
                    aria-label=${`${t('admin.revoke')}: ${isolated(label, 80)}`}>${t('admin.revoke')}</button></li>`)}</ul>
        ${role === 'device' ? nothing : html`
          <form class="inline-form" @submit=${made}>
            <label class="unseen" for=${field}>${t('admin.tokenFor')}</label>
            <input id=${field} name="label" required maxlength="128" autocomplete="off" placeholder=${t('admin.tokenFor')}>
            <button class="button plain" data-testid="make-token">${t('admin.makeToken')}</button>
          </form>`}
        ${name === state.session.user ? nothing : html`
          <button type="button" class="button stop" data-testid="remove-user"
                  @click=${() => confirm(t('admin.removeSure', {name: isolated(name, 64)})) && act.removeUser(name)}>
            ${icon('none')}<span>${t('admin.removeUser')}</span></button>`}
      </details>
    </li>`;
}
