/** How the shop is made usable for everyone, and where to say when it is not. */
export function Accessibility({ contactEmail }: { contactEmail: string }) {
  return (
    <>
      <p class="prose__lead">
        Everybody should be able to shop here. We build to the Web Content Accessibility Guidelines 2.2, level
        AA.
      </p>
      <h2 id="does">What that means here</h2>
      <ul>
        <li>Everything can be done with the keyboard alone, and you always see where you are.</li>
        <li>Everything works without script: finding, filtering, paying.</li>
        <li>
          Filtering keeps your place and says how many products are left; adding to the cart says that it was
          done.
        </li>
        <li>A wrong field in a form says what is wrong beside it and keeps what you typed.</li>
        <li>
          Text can be made twice as large, colours follow your light or dark setting, and motion stops if you
          ask for less.
        </li>
        <li>Nothing is said by colour alone.</li>
      </ul>
      <h2 id="checks">How we check</h2>
      <p>
        Every kind of page is run through an automatic checker and walked through by keyboard with each change
        of the shop.
      </p>
      <h2 id="tell">Tell us</h2>
      <p>
        If something is in your way, write to <a href={`mailto:${contactEmail}`}>{contactEmail}</a> with the
        address of the page and what you wanted to do. We can also take your order by mail.
      </p>
    </>
  );
}
