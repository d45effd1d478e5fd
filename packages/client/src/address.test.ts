import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { addressOf, redirectedTo } from './address.ts';

describe('an address', () => {
  it.each([
    ['http://127.0.0.1:4000', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000/', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000/trpc', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000/trpc/', 'http://127.0.0.1:4000'],
    ['http://127.0.0.1:4000//trpc//', 'http://127.0.0.1:4000'],
    ['https://example.com/shop', 'https://example.com/shop'],
    ['https://example.com/shop/trpc', 'https://example.com/shop'],
    ['https://example.com/shop/trpc/', 'https://example.com/shop'],
    ['https://example.com/trpc/trpc', 'https://example.com/trpc'],
    ['https://example.com/mytrpc', 'https://example.com/mytrpc'],
    ['HTTPS://Example.com:443/Shop', 'https://example.com/Shop'],
    [' http://shop:4000 ', 'http://shop:4000'],
    ['http://[::1]:4000/trpc', 'http://[::1]:4000'],
  ])('%s is a server at %s', (given, expected) => {
    expect(addressOf(given)).toBe(expected);
  });

  it.each([
    ['', 'must be the address of a server'],
    ['   ', 'must be the address of a server'],
    ['somewhere', 'must be the address of a server'],
    ['/trpc', 'must be the address of a server'],
    ['127.0.0.1:4000', 'must be the address of a server'],
    ['http://shop:99999', 'must be the address of a server'],
    ['localhost:4000', 'must begin with http:// or https://'],
    ['ws://shop', 'must begin with http:// or https://'],
    ['file:///shop', 'must begin with http:// or https://'],
    ['http://shop?x=1', 'without ? and #'],
    ['http://shop/#top', 'without ? and #'],
  ])('%j is refused', (given, why) => {
    expect(() => addressOf(given)).toThrow(TypeError);
    expect(() => addressOf(given)).toThrow(why);
  });

  it.each([
    'http://user:hunter22@shop',
    'http://hunter22@shop',
    'ftp://user:hunter22@shop',
    'http://user:hunter22@shop:99999',
    'user:hunter22@shop',
    'http://user:hunter22@shop?x',
  ])('%s is refused without repeating what may be a password', (given) => {
    let message = '';
    try {
      addressOf(given);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('url must');
    expect(message).not.toContain('hunter22');
  });

  it.each([
    ['/', 'https://page.example'],
    ['/trpc', 'https://page.example'],
    ['/shop/', 'https://page.example/shop'],
    ['//other.example', 'https://other.example'],
  ])('%s on a page is relative to it', (given, expected) => {
    vi.stubGlobal('location', { href: 'https://page.example/app/tickets?status=open#top' });
    onTestFinished(() => void vi.unstubAllGlobals());
    expect(addressOf(given)).toBe(expected);
    expect(() => addressOf('')).toThrow('must be the address of a server');
  });
});

it.each([
  ['https://shop.example/trpc/auth.me', 'https://shop.example'],
  ['/shop/trpc/auth.me?batch=1&input=x', 'http://here.example/shop'],
  ['https://login.example/?next=/trpc/auth.me', 'https://login.example'],
  ['https://user:hunter22@shop.example/', 'https://shop.example'],
  [null, undefined],
  ['http://', undefined],
])('a redirect to %s leads to the address %s', (location, expected) => {
  expect(redirectedTo(location, 'http://here.example/trpc/auth.me')).toBe(expected);
});
