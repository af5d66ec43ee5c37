// The day in half hours: calls answered, and above them those that gave up. The same figures stand in a table for
// whoever does not see the picture.

import {html, nothing, svg} from 'lit-html';
import {halfHours} from '../floor.js';
import {t} from '../i18n.js';

const WIDTH = 480;
const HEIGHT = 130;
const FLOOR = 18;

const clock = (slot) => `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 ? '30' : '00'}`;

export function chart(state) {
  const rows = halfHours(state);
  if (!rows.length) {
    return html`<p class="hint">${t('floor.noDay')}</p>`;
  }
  const most = Math.max(...rows.map(({answered, abandoned}) => answered + abandoned));
  const step = WIDTH / Math.max(rows.length, 8);
  const high = (count) => (count / most) * (HEIGHT - FLOOR - 14);
  const every = Math.ceil(rows.length / 8);
  return html`
    <svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label=${t('floor.chart')}>
      <line x1="0" x2=${WIDTH} y1=${HEIGHT - FLOOR} y2=${HEIGHT - FLOOR} class="chart-floor"/>
      <text x="0" y="10" class="chart-words">${most}</text>
      ${rows.map(({slot, answered, abandoned}, i) => svg`
        <rect class="chart-answered" x=${i * step + 2} width=${step - 4} y=${HEIGHT - FLOOR - high(answered)}
              height=${high(answered)}/>
        <rect class="chart-abandoned" x=${i * step + 2} width=${step - 4}
              y=${HEIGHT - FLOOR - high(answered + abandoned)} height=${high(abandoned)}/>
        ${i % every === 0 ? svg`<text x=${i * step + 2} y=${HEIGHT - 4} class="chart-words">${clock(slot)}</text>` : nothing}`)}
    </svg>
    <p class="legend"><span class="key-answered">${t('floor.answered')}</span>
      <span class="key-abandoned">${t('floor.abandoned')}</span></p>
    <div class="unseen"><table>
      <caption>${t('floor.chart')}</caption>
      <tbody>${rows.map((row) => html`
        <tr><th scope="row">${clock(row.slot)}</th><td>${row.answered}</td><td>${row.abandoned}</td></tr>`)}</tbody>
    </table></div>`;
}
