// What jsforce, a client that is not ours, does at the sandbox. Prints a line for each step; ends with 1 if one failed.
const crypto = require('crypto');
const fs = require('fs');
const jsforce = require('jsforce');

// url, clientId, clientSecret, username and privateKey, as the sandbox prints them
const settings = Object.fromEntries(process.argv.slice(2).map((a) => [a.slice(0, a.indexOf('=')), a.slice(a.indexOf('=') + 1)]));
let failed = 0;

async function step(name, what) {
  try {
    console.log(`PASS  ${name}: ${await what()}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}: ${e.errorCode || e.name} ${e.message}`);
  }
}

function same(actual, expected) {
  if (String(actual) !== String(expected)) throw new Error(`${actual} instead of ${expected}`);
  return actual;
}

async function refused(promise, code) {
  try {
    await promise;
  } catch (e) {
    return same(e.errorCode || e.name, code);
  }
  throw new Error(`not refused with ${code}`);
}

function jwt(claims) {
  const part = (o) => Buffer.from(JSON.stringify(o)).toString('base64url');
  const usual = { iss: settings.clientId, sub: settings.username, aud: 'https://login.salesforce.com', exp: Math.floor(Date.now() / 1000) + 180 };
  const head = `${part({ alg: 'RS256' })}.${part({ ...usual, ...claims })}`;
  return `${head}.${crypto.sign('RSA-SHA256', Buffer.from(head), fs.readFileSync(settings.privateKey)).toString('base64url')}`;
}

const oauth2 = { loginUrl: settings.url, clientId: settings.clientId, clientSecret: settings.clientSecret };
const connection = () => new jsforce.Connection({ version: '66.0', instanceUrl: settings.url, oauth2 });
const bearer = (assertion) => connection().authorize({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion });

(async () => {
  const c = connection();
  await step('log in by client credentials', async () => (await c.authorize({ grant_type: 'client_credentials' })).id);
  await step('log in by JWT bearer', async () => (await bearer(jwt({}))).id);
  await step('expired JWT', () => refused(bearer(jwt({ exp: 1000 })), 'invalid_grant'));
  await step('JWT that is valid too long', () => refused(bearer(jwt({ exp: Math.floor(Date.now() / 1000) + 3600 })), 'invalid_grant'));
  await step('forged JWT', () => refused(bearer(jwt({}).slice(0, -6) + 'AAAAAA'), 'invalid_grant'));
  await step('unknown user', () => refused(bearer(jwt({ sub: 'nobody@x' })), 'invalid_grant'));
  await step('describe', async () => same((await c.sobject('Task').describe()).fields.find((f) => f.name === 'CtiCallId__c').externalId, true));
  let contact;
  await step('create a contact', async () => (contact = (await c.sobject('Contact').create({ LastName: 'Customer', FirstName: 'Ann', Phone: '+1 (202) 555-0101' })).id));
  await step('retrieve it', async () => same((await c.sobject('Contact').retrieve(contact)).Name, 'Ann Customer'));
  await step('create 250 by collections', async () => {
    const many = Array.from({ length: 250 }, (_, i) => ({ LastName: `Many ${i}` }));
    return same((await c.sobject('Contact').create(many, { allowRecursive: true })).filter((r) => r.success).length, 250);
  });
  await step('query with paging', async () => {
    const first = await c.query("SELECT Id, Name, Account.Name FROM Contact ORDER BY Name", { headers: { 'Sforce-Query-Options': 'batchSize=200' } });
    same(first.done, false);
    const next = await c.queryMore(first.nextRecordsUrl);
    return `${same(first.records.length, 200)} + ${same(next.records.length, 51)} of ${same(first.totalSize, 251)}`;
  });
  await step('SOSL by phone', async () => {
    const found = await c.search('FIND {12025550101 OR 2025550101} IN PHONE FIELDS RETURNING Contact(Id, Name, Phone LIMIT 10)');
    same(found.searchRecords.length, 1);
    return same(found.searchRecords[0].Id, contact);
  });
  const upserted = async (task) => (await c.sobject('Task').upsert({ CtiCallId__c: '01CALL', ...task }, 'CtiCallId__c')).created;
  await step('upsert creates', async () => {
    const call = { Subject: 'Inbound call', Status: 'Completed', CallType: 'Inbound', CallDurationInSeconds: 12, WhoId: contact };
    return `created ${same(await upserted(call), true)}`;
  });
  await step('upsert updates', async () => `created ${same(await upserted({ CallDurationInSeconds: 13 }), false)}`);
  await step('one task there', async () => same((await c.query("SELECT COUNT() FROM Task WHERE CtiCallId__c = '01CALL'")).totalSize, 1));
  await step('300 on duplicates', async () => {
    for (let i = 0; i < 2; i++) await c.sobject('Contact').create({ LastName: `Twin ${i}`, ErpNumber__c: 'E-7' });
    return refused(c.sobject('Contact').upsert({ ErpNumber__c: 'E-7', Title: 'x' }, 'ErpNumber__c'), 'MULTIPLE_CHOICES');
  });
  await step('composite with a reference', async () => {
    const v = '/services/data/v66.0';
    const ann = encodeURIComponent("SELECT Id FROM Contact WHERE Name = 'Ann Customer'");
    const compositeRequest = [
      { method: 'GET', url: `${v}/query/?q=${ann}`, referenceId: 'q' },
      { method: 'PATCH', url: `${v}/sobjects/Task/CtiCallId__c/02CALL`, referenceId: 't', body: { Subject: 'x', WhoId: '@{q.records[0].Id}' } },
    ];
    const body = JSON.stringify({ allOrNone: false, compositeRequest });
    const r = await c.request({ method: 'POST', url: `${v}/composite`, headers: { 'content-type': 'application/json' }, body });
    return same(r.compositeResponse.map((x) => x.httpStatusCode).join(' '), '200 201');
  });
  await step('limit info', async () => same(c.limitInfo.apiUsage.limit, 15000) && `${c.limitInfo.apiUsage.used}/${c.limitInfo.apiUsage.limit}`);
  await step('error: unknown field', () => refused(c.query('SELECT Nope FROM Contact'), 'INVALID_FIELD'));
  await step('error: malformed query', () => refused(c.query('SELECT FROM'), 'MALFORMED_QUERY'));
  await step('error: required field', () => refused(c.sobject('Contact').create({ FirstName: 'x' }), 'REQUIRED_FIELD_MISSING'));
  await step('error: not found', () => refused(c.sobject('Contact').retrieve('0035g0000zzzzzzAAA'), 'NOT_FOUND'));
  await step('error: account as WhoId', async () => {
    const account = await c.sobject('Account').create({ Name: 'Acme' });
    return refused(c.sobject('Task').create({ Status: 'Completed', WhoId: account.id }), 'FIELD_INTEGRITY_EXCEPTION');
  });
  await step('error: second task with the call id', () => refused(c.sobject('Task').create({ Status: 'Completed', CtiCallId__c: '01CALL' }), 'DUPLICATE_VALUE'));
  await step('error: no session', () => {
    const stranger = new jsforce.Connection({ version: '66.0', instanceUrl: settings.url, accessToken: 'x' });
    return refused(stranger.query('SELECT Id FROM Contact'), 'INVALID_SESSION_ID');
  });
  process.exit(failed ? 1 : 0);
})();
