import type { Product } from '../../catalogue/index.ts';
import { longevitySteps, sillageSteps, voteSpread, type VoteSpread } from '../votes.ts';
import { Bar } from './bar.tsx';

/** Longevity and sillage as people voted, never as an average; products that are not worn have neither. */
export function VoteSpreads({ product }: { product: Product }) {
  if (product.kind !== 'perfume' && product.kind !== 'cologne') return null;
  return (
    <section class="product-section" aria-labelledby="votes">
      <h2 class="product-section__title" id="votes">
        How it wears
      </h2>
      <div class="votes">
        <Spread
          title="Longevity"
          question="How long it lasts on skin"
          spread={voteSpread(longevitySteps, product.longevityVotes)}
        />
        <Spread
          title="Sillage"
          question="How far it carries"
          spread={voteSpread(sillageSteps, product.sillageVotes)}
        />
      </div>
    </section>
  );
}

function Spread({ title, question, spread }: { title: string; question: string; spread: VoteSpread }) {
  return (
    <div class="votes__question">
      <h3 class="votes__title">{title}</h3>
      <p class="votes__lead">
        {question} · {countInWords(spread)}
      </p>
      {spread.confidence !== 'none' && (
        <ul class="votes__steps">
          {spread.steps.map(({ label, votes, percent, most }) => (
            <li class="votes__step">
              <span class="votes__label">{label}</span>
              <Bar percent={percent} strong={most} />
              <span class="votes__count">
                {votes.toLocaleString('en-US')}
                <span class="visually-hidden">{votes === 1 ? ' vote' : ' votes'}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

function countInWords({ total, confidence }: VoteSpread): string {
  if (confidence === 'none') return 'nobody has voted yet';
  const votes = `${total.toLocaleString('en-US')} ${total === 1 ? 'vote' : 'votes'}`;
  return confidence === 'small' ? `only ${votes}, so take it as a hint` : votes;
}
