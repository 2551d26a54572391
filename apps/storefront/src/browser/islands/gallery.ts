/** The small pictures bring the large one into view without leaving a trace in the history, and show which one is seen. */
export function enhanceGallery(gallery: HTMLElement): void {
  const strip = gallery.querySelector<HTMLElement>('.gallery__strip');
  const thumbs = [...gallery.querySelectorAll<HTMLAnchorElement>('.gallery__thumb')];
  if (!strip) return;

  for (const thumb of thumbs) {
    thumb.addEventListener('click', (event) => {
      const picture = document.getElementById(thumb.hash.slice(1));
      if (!picture) return;
      event.preventDefault();
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      strip.scrollTo({ left: picture.offsetLeft - strip.offsetLeft, behavior: calm ? 'instant' : 'smooth' });
    });
  }

  const seen = new IntersectionObserver(
    (entries) => {
      const inView = entries.find(({ isIntersecting }) => isIntersecting);
      if (!inView) return;
      for (const thumb of thumbs) {
        if (thumb.hash === `#${inView.target.id}`) thumb.setAttribute('aria-current', 'true');
        else thumb.removeAttribute('aria-current');
      }
    },
    { root: strip, threshold: 0.6 },
  );
  for (const picture of strip.children) seen.observe(picture);
}
