/** The picture of the front door: three bottles on a shelf, drawn in the shop's own colours. */
export function Bottles() {
  return (
    <svg class="bottles" viewBox="0 0 480 360" aria-hidden="true" focusable="false">
      <circle class="bottles__sun" cx="318" cy="150" r="118" />
      <path class="bottles__shelf" d="M20 322h440" />
      <g class="bottles__one">
        <rect x="70" y="168" width="104" height="152" rx="12" />
        <rect class="bottles__juice" x="82" y="214" width="80" height="94" rx="6" />
        <rect class="bottles__cap" x="102" y="122" width="40" height="40" rx="5" />
        <path class="bottles__neck" d="M108 162h28v8h-28z" />
      </g>
      <g class="bottles__two">
        <path d="M196 320V150c0-34 20-52 44-52s44 18 44 52v170z" />
        <path class="bottles__juice" d="M208 308V190h64v118z" />
        <circle class="bottles__cap" cx="240" cy="66" r="22" />
        <path class="bottles__neck" d="M230 86h20v14h-20z" />
      </g>
      <g class="bottles__three">
        <path d="M322 320c-18 0-26-12-26-30 0-44 28-74 66-74s66 30 66 74c0 18-8 30-26 30z" />
        <path
          class="bottles__juice"
          d="M312 292c0-8 2-18 6-26h88c4 8 6 18 6 26 0 10-5 16-14 16h-72c-9 0-14-6-14-16z"
        />
        <path class="bottles__cap" d="M344 164h36l6 36h-48z" />
        <path class="bottles__neck" d="M350 200h24v16h-24z" />
      </g>
    </svg>
  );
}
