import { expect, test } from 'vitest';
import { isPublic, publicLookup, refusedHost } from '../../src/webhooks/addresses.ts';

test.each([
  ['this machine', '127.0.0.1', '127.255.255.254', '::1', '0.0.0.0', '0.1.2.3', '::'],
  ['private networks', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', 'fc00::1', 'fd12:3456::1', 'fec0::1'],
  ['the link', '169.254.1.1', 'fe80::1', 'fe80::1%eth0'],
  ['metadata of clouds', '169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192', '168.63.129.16'],
  ['networks of providers', '100.64.0.1', '100.127.255.255'],
  ['groups and everybody', '224.0.0.1', '239.1.1.1', '255.255.255.255', 'ff02::1', 'ff0e::1'],
  ['what is reserved', '192.0.2.1', '198.18.0.1', '198.51.100.1', '203.0.113.1', '240.0.0.1', '2001:db8::1', '100::1'],
  [
    'IPv4 within IPv6',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:a9fe:a9fe',
    '::ffff:168.63.129.16',
    '::7f00:1',
    '::10.0.0.1',
  ],
  [
    'translated and tunnelled',
    '64:ff9b::7f00:1',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '2001::1',
    '::ffff:0:127.0.0.1',
  ],
  ['no address at all', '', 'localhost', '1.2.3', '127.1', '8.8.8.8.8', ':::'],
])('is not public: %s', (_, ...addresses) => {
  for (const address of addresses) expect(isPublic(address), address).toBe(false);
});

test('is public: what anybody on the internet can be', () => {
  for (const address of [
    '8.8.8.8',
    '1.1.1.1',
    '172.32.0.1',
    '100.63.255.255',
    '2606:4700::1111',
    '2a00:1450::1',
    '::ffff:8.8.8.8',
  ]) {
    expect(isPublic(address), address).toBe(true);
  }
});

test.each([
  'http://127.0.0.1/',
  'http://127.1/',
  'http://2130706433/',
  'http://0x7f.0.0.1:8010/',
  'http://017700000001/',
  'https://[::1]/',
  'http://[::ffff:10.0.0.1]/x',
  'http://localhost:8010',
  'http://LOCALHOST./',
  'http://db.localhost/',
  'http://169.254.169.254/latest/meta-data/',
  'http://①②⑦.⓪.⓪.①/',
])('refused as it is written: %s', (url) => {
  expect(refusedHost(new URL(url))).toMatch(/ is not a public address; LAVALAMP_WEBHOOK_PRIVATE allows such\.$/);
});

test('a name is not refused before it is looked up', () => {
  expect(refusedHost(new URL('https://hooks.example.org/'))).toBeNull();
  expect(refusedHost(new URL('https://8.8.8.8/'))).toBeNull();
});

/** Looks a name up that has these addresses. */
function lookUp(addresses: readonly string[], options: object): Promise<unknown> {
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const lookup = publicLookup((_name, _options, callback) => callback(null, found));
  return new Promise((resolve, reject) => {
    lookup('hooks.example.org', options, (error, ...answer) => (error === null ? resolve(answer) : reject(error)));
  });
}

test('what a name leads to is connected to only where it is public, whatever else it leads to', async () => {
  expect(await lookUp(['10.0.0.1', '8.8.8.8'], {})).toEqual(['8.8.8.8', 4]);
  expect(await lookUp(['::1', '2606:4700::1111', '127.0.0.1', '1.1.1.1'], { all: true })).toEqual([
    [
      { address: '2606:4700::1111', family: 6 },
      { address: '1.1.1.1', family: 4 },
    ],
  ]);
  await expect(lookUp(['10.0.0.1', '::1'], { all: true })).rejects.toThrow(
    'hooks.example.org (10.0.0.1) is not a public address',
  );
});

test('a name that cannot be looked up fails with what the look-up said', async () => {
  const lookup = publicLookup((_name, _options, callback) => callback(new Error('getaddrinfo ENOTFOUND'), []));
  const failure = new Promise((resolve) => lookup('nowhere.example.org', {}, (error) => resolve(error?.message)));
  expect(await failure).toBe('getaddrinfo ENOTFOUND');
});
