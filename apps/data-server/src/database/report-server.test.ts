import { describe, expect, it } from 'vitest';
import { questionOf } from './report-server.ts';

describe('a question of the peer', () => {
  it('is for the report, or for the word that it may begin', () => {
    expect(questionOf({ method: 'GET', url: '/report' })).toBe('report');
    expect(questionOf({ method: 'POST', url: '/grant?to=b' })).toEqual({ grantTo: 'b' });
  });

  it.each([
    ['GET', '//'],
    ['GET', 'http://'],
    ['GET', '/'],
    ['GET', '/grant?to=b'],
    ['POST', '/report'],
    ['POST', '/grant'],
    ['POST', '/grant?to=c'],
  ])('is none when it is %s %s', (method, url) => {
    expect(questionOf({ method, url })).toBeUndefined();
  });
});
