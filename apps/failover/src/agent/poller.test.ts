import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { poll, type Poller } from './poller.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  poller?.stop();
  vi.useRealTimers();
});

let poller: Poller | undefined;
let asked: number[];
let answers: { resolve: (value: string) => void; reject: (error: Error) => void }[];
let heard: string[];

function begin(everyMs: () => number = () => 1_000): void {
  asked = [];
  answers = [];
  heard = [];
  const began = Date.now();
  poller = poll({
    now: () => Date.now() - began,
    everyMs,
    ask: () => {
      asked.push(Date.now() - began);
      return new Promise<string>((resolve, reject) => answers.push({ resolve, reject }));
    },
    onAnswer: (answer, at) => heard.push(`${answer} of ${at}`),
    onError: (error, at) => heard.push(`${(error as Error).message} of ${at}`),
  });
}

const answer = async (index: number, text: string) => {
  answers[index]?.resolve(text);
  await vi.advanceTimersByTimeAsync(0);
};

describe('a question that is asked again and again', () => {
  it('is asked at once, and then with the pause between begin and begin', async () => {
    begin();
    await vi.advanceTimersByTimeAsync(300);
    await answer(0, 'first');
    await vi.advanceTimersByTimeAsync(700);
    expect(asked).toEqual([0, 1_000]);
    expect(heard).toEqual(['first of 0']);
  });

  it('is never asked twice at a time, and breathes after a late answer', async () => {
    begin();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([0]);
    await answer(0, 'late');
    await vi.advanceTimersByTimeAsync(249);
    expect(asked).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(asked).toEqual([0, 5_250]);
  });

  it('is asked at once when there is a hurry, or right after the answer that is awaited', async () => {
    begin();
    poller?.hurry();
    expect(asked).toEqual([0]);
    await answer(0, 'old');
    await vi.advanceTimersByTimeAsync(0);
    expect(asked).toEqual([0, 0]);
    await answer(1, 'new');
    await vi.advanceTimersByTimeAsync(100);
    poller?.hurry();
    expect(asked).toEqual([0, 0, 100]);
  });

  it('goes on after an error, and not after its end', async () => {
    begin();
    answers[0]?.reject(new Error('away'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toEqual([0, 1_000]);
    poller?.stop();
    await answer(1, 'too late');
    await vi.advanceTimersByTimeAsync(5_000);
    expect(asked).toEqual([0, 1_000]);
    expect(heard).toEqual(['away of 0']);
  });
});
