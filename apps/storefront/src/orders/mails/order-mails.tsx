import { addressLines } from '../../checkout/address.ts';
import { oneLine, renderMail, textFoot, type MailMessage } from '../../mail/index.ts';
import { formatMoney } from '../../web/index.ts';
import type { Order } from '../model.ts';
import { amountInWords, totalsOf } from '../totals.ts';
import { lineName, orderAsText } from './order-text.ts';

export interface MailSetting {
  readonly publicUrl: URL;
  readonly contactEmail: string;
}

type MailContents = Pick<MailMessage, 'subject' | 'text' | 'html'>;

const cell = 'padding:10px 0;border-bottom:1px solid #e3dad0;vertical-align:top';
const amount = `${cell};text-align:right;white-space:nowrap`;
const table = 'width:100%;border-collapse:collapse;margin:24px 0';
const button =
  'display:inline-block;padding:12px 20px;background:#241f1a;color:#fffdfa;text-decoration:none;font-family:Arial,sans-serif';

/** "Thank you": everything that was ordered, where it goes, and the link to the order's page. */
export function confirmationContents(order: Order, setting: MailSetting): MailContents {
  const link = linkTo(order, setting);
  const subject = `Your order ${order.number}`;
  const text = [
    `Thank you, ${oneLine(order.deliveryAddress.name)}.`,
    `We have your order ${order.number} and its payment. We pack it next and it goes on its way.`,
    orderAsText(order),
    `Your order and where it stands:\n${link}`,
    'Keep that address to yourself: who has it, sees the order.',
    textFoot(setting.contactEmail),
  ].join('\n\n');
  const html = renderMail({
    title: subject,
    contactEmail: setting.contactEmail,
    children: (
      <>
        <h1 style="font-size:24px;font-weight:normal">Thank you, {order.deliveryAddress.name}.</h1>
        <p>
          We have your order <strong>{order.number}</strong> and its payment. We pack it next and it goes on
          its way.
        </p>
        <OrderTable order={order} />
        <p>
          <strong>To</strong>
          {addressLines(order.deliveryAddress).map((line) => (
            <>
              <br />
              {line}
            </>
          ))}
        </p>
        <p>
          {order.shippingMethod.name}: {order.shippingMethod.estimate}
        </p>
        <p>
          <a href={link} style={button}>
            See your order
          </a>
        </p>
        <p>Keep that link to yourself: who has it, sees the order.</p>
      </>
    ),
  });
  return { subject, text, html };
}

/** "We could not keep it": the payment came when the items were gone, and goes back by itself. */
export function notKeptContents(order: Order, setting: MailSetting): MailContents {
  const link = linkTo(order, setting);
  const total = formatMoney(order.totalCents, order.currency);
  const subject = `We could not keep your order ${order.number}`;
  const sorry =
    'Your payment reached us after the time for which we had set your items aside, or after the order had been cancelled, so we cannot send it.';
  const back = `We give ${total} back in full, to the card you paid with. You need not do anything; depending on your bank it takes some days to show.`;
  const text = [
    `We are sorry, ${oneLine(order.deliveryAddress.name)}.`,
    sorry,
    back,
    `The order:\n${link}`,
    textFoot(setting.contactEmail),
  ].join('\n\n');
  const html = renderMail({
    title: subject,
    contactEmail: setting.contactEmail,
    children: (
      <>
        <h1 style="font-size:24px;font-weight:normal">We are sorry, {order.deliveryAddress.name}.</h1>
        <p>{sorry}</p>
        <p>{back}</p>
        <OrderTable order={order} />
        <p>
          <a href={link} style={button}>
            See the order
          </a>
        </p>
      </>
    ),
  });
  return { subject, text, html };
}

/** "Here is your order": the answer to "find my order". */
export function linkContents(order: Order, setting: MailSetting): MailContents {
  const link = linkTo(order, setting);
  const subject = `The link to your order ${order.number}`;
  const why = 'Somebody asked for the link to this order, with its number and this address.';
  const ignore = 'If that was not you, you need not do anything: the link went to you alone.';
  const text = [`${why} Here it is:\n${link}`, ignore, textFoot(setting.contactEmail)].join('\n\n');
  const html = renderMail({
    title: subject,
    contactEmail: setting.contactEmail,
    children: (
      <>
        <h1 style="font-size:24px;font-weight:normal">Your order {order.number}</h1>
        <p>{why}</p>
        <p>
          <a href={link} style={button}>
            See your order
          </a>
        </p>
        <p>{ignore}</p>
      </>
    ),
  });
  return { subject, text, html };
}

function OrderTable({ order }: { order: Order }) {
  const money = (cents: number) => formatMoney(cents, order.currency);
  return (
    <table style={table}>
      <tbody>
        {order.lines.map((line) => (
          <tr>
            <td style={cell}>
              {line.quantity} × {lineName(line)}
            </td>
            <td style={amount}>{money(line.lineCents)}</td>
          </tr>
        ))}
        {totalsOf(order)
          .map((line) => ({ ...line, text: amountInWords(line, order.currency) }))
          .map(({ label, text, kind }) => (
            <tr>
              <td style={cell}>{kind === 'total' ? <strong>{label}</strong> : label}</td>
              <td style={amount}>{kind === 'total' ? <strong>{text}</strong> : text}</td>
            </tr>
          ))}
      </tbody>
    </table>
  );
}

function linkTo(order: Order, { publicUrl }: MailSetting): string {
  return new URL(order.path, publicUrl).href;
}
