import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningScript, scratchFolder, startScript } from '../../../server/src/demo/testing.ts';
import { createShopClient } from '../../src/create-shop-client.ts';
import { partCents, totalsOf } from '../../src/index.ts';
import { readPage, root } from '../testing/markdown.ts';
import { run, strangersProject } from '../testing/strangers-project.ts';

const { blocks } = readPage('README.md');
function under(title: string, language: string) {
  return blocks.filter((block) => block.under.includes(title) && block.language === language).map(({ text }) => text);
}

describe('the README’s five minutes, word by word against a fresh demo shop', () => {
  const folder = scratchFolder();
  let demo: RunningScript;
  const as = async (email: string) => {
    const shop = createShopClient({ url: demo.url });
    await shop.auth.login.mutate({ email, password: 'demo-spanner' });
    return shop;
  };

  beforeAll(async () => {
    demo = await startScript(join(root, 'packages/server/src/demo/main.ts'), {
      args: [folder.file('demo.db')],
      env: { PORT: '0' },
    });
  });
  afterAll(async () => {
    await demo?.stop();
    folder.remove();
  });

  test('the README’s terminal commands work', async () => {
    const mechanic = await as('mechanic@demo.example');
    const find = async () => {
      const { items } = await mechanic.inventory.list.query({ search: 'engine oil 5w-30' });
      expect(items).toHaveLength(1);
      return items[0]!;
    };
    const before = await find();
    const story = under('In the terminal', 'sh').join('');
    expect(story.match(/^\.\/shop|\(\.\/shop/gm)!.length).toBeGreaterThan(15);
    // The environment of a shell in the clone, with the address of this demo.
    const env = { PATH: process.env['PATH'], HOME: folder.path, SHOP_URL: demo.url };
    const { stdout, stderr } = await promisify(execFile)('bash', ['--norc', '-euc', story], { cwd: root, env });
    expect(stderr).not.toContain('error');
    expect(stdout).toContain('Logged in as Zoë Byrne');
    expect(stdout).toContain('Logged in as Tomasz Zieliński');
    expect(stdout).toMatch(/consume\s+-4\.3/);
    expect(stdout).toContain('Logged out.');

    const customer = await as('customer@demo.example');
    const [ticket] = (await customer.tickets.mine.query({ limit: 1 })).items;
    expect(ticket).toMatchObject({
      description: 'Time for an oil change.',
      status: 'completed',
      vehicle: { model: 'Corsa D' },
      mechanics: [{ lastName: 'Zieliński' }],
      parts: [{ partId: before.id, quantity: 4.3, totalCents: partCents(4.3, before.priceCents) }],
      labor: [{ description: 'Change the oil', hours: 0.5 }],
    });
    const { totals } = ticket!;
    expect(totals).toEqual(totalsOf(ticket!, await customer.shop.get.query()));
    expect(totals.taxes.length).toBeGreaterThan(1);
    for (const cents of [totals.laborCents, totals.totalCents, ...totals.taxes.map(({ taxCents }) => taxCents)]) {
      expect(cents).toBeGreaterThan(0);
      expect(stdout).toContain(` ${(cents / 100).toFixed(2)}\n`);
    }
    const { items: moves } = await customer.tickets.history.query({ id: ticket!.id });
    expect(moves.map(({ to }) => to)).toEqual(['completed', 'in_progress', 'open']);
    expect(await find()).toMatchObject({
      quantity: expect.closeTo(before.quantity - 4.3, 6),
      reserved: before.reserved,
      available: expect.closeTo(before.available - 4.3, 6),
    });
  });

  test('the curl commands of docs/rest.md work', async () => {
    const page = readPage('docs/rest.md');
    const stories = page.blocks.filter(({ language }) => language === 'sh').map(({ text }) => text);
    expect(stories).toHaveLength(3);
    const owner = await as('owner@demo.example');
    const newest = async () => (await owner.tickets.list.query({ limit: 1 })).items[0]!;
    const before = await newest();
    const told: string[] = [];
    for (const story of stories) {
      const script = story.replaceAll('http://127.0.0.1:4000', demo.url);
      const env = { PATH: process.env['PATH'], HOME: folder.path };
      told.push((await run('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env })).stdout);
    }
    expect(JSON.parse(told[0]!)).toMatchObject({ items: [expect.objectContaining({ status: 'open' })] });
    expect(JSON.parse(told[1]!)).toMatchObject({ items: [expect.objectContaining({ hasLogin: false })] });
    expect(told[2]).toMatch(/^[1-9]\d*\nin_progress\ncompleted\n$/);
    expect(await newest()).toMatchObject({
      status: 'completed',
      description: 'Change a part.',
      parts: [{ quantity: 1 }],
    });
    expect((await newest()).id).toBeGreaterThan(before.id);
  });

  test('the README’s JavaScript works with only the tarball installed', async () => {
    const project = await strangersProject();
    const [story = ''] = under('In TypeScript and JavaScript', 'js');
    project.write('story.mjs', story);
    const { stdout, stderr } = await run(process.execPath, [project.file('story.mjs')], {
      cwd: project.folder,
      env: { SHOP_URL: demo.url },
    });
    expect(stderr).toBe('');
    expect(stdout).toMatch(
      /^Only [\d.]+ of Engine oil 5W-30 left\.\nTicket \d+ is completed: \d+\.\d\d and \d+\.\d\d tax, \d+\.\d\d in total\.\nEngine oil 5W-30: ([\d.]+) before, ([\d.]+) now\.\n$/,
    );
    const [, id] = /Ticket (\d+)/.exec(stdout)!;
    const customer = await as('customer@demo.example');
    expect(await customer.tickets.get.query({ id: Number(id) })).toMatchObject({
      jobs: [
        { name: 'Wiper blades', approval: 'approved', approvedCents: 3400 },
        { name: 'Polish the headlights', approval: 'declined' },
      ],
    });
    const [, had, has] = /: ([\d.]+) before, ([\d.]+) now/.exec(stdout)!;
    expect(Number(has)).toBeCloseTo(Number(had) - 4.3, 6);
  });
});
