import { describe, expect, it } from 'vitest';
import { htmlToText } from './html-text.ts';

describe('htmlToText', () => {
  it('puts paragraphs and list items on lines of their own', () => {
    expect(
      htmlToText('<p>Warm&nbsp;&amp; <b>soft</b>.</p><ul><li>Rose</li><li>Oud</li></ul>Notes<br>more'),
    ).toBe('Warm & soft.\n\n• Rose\n• Oud\n\nNotes\nmore');
  });

  it('leaves out scripts, styles and comments with all that is in them', () => {
    expect(htmlToText('a<script>alert("<p>x</p>")</script>b<style>p{}</style><!-- <p>c</p> -->d')).toBe(
      'abd',
    );
    expect(htmlToText('a<script>never closed')).toBe('a');
    expect(htmlToText('a<!-- never closed')).toBe('a');
  });

  it('gives markup that was written as text back as text, once', () => {
    expect(htmlToText('&lt;script&gt;x&lt;/script&gt; &amp;lt;')).toBe('<script>x</script> &lt;');
  });

  it('decodes references and drops those that are no letters', () => {
    expect(htmlToText('caf&eacute; &#233; &#xE9; &unknown; &#0; &#xD800; &#9999999;')).toBe(
      'café é é &unknown;',
    );
  });

  it('keeps a lone angle bracket and reads attributes that hold one', () => {
    expect(htmlToText('1 < 2 and <a title="x > y">3</a> > 2')).toBe('1 < 2 and 3 > 2');
  });

  it('ends on markup that never ends', () => {
    expect(htmlToText('<div '.repeat(20_000))).toBe('');
    expect(htmlToText('<'.repeat(20_000))).toHaveLength(20_000);
  });
});
