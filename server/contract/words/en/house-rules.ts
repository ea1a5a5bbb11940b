interface Rules {
  holdMinutes: number;
  maxSeats: number;
  closeMinutes: number;
  cancelHours: string;
  preShowMinutes: number;
}

/** What a guest should know, in the order in which it comes up. */
export const houseRules = {
  title: 'House rules',
  intro: 'Short, so that you can be in your seat before the lights go down.',
  sections: (r: Rules) => [
    {
      title: 'Choosing and holding seats',
      text: [
        `Seats you choose are held for you for ${r.holdMinutes} minutes while you fill in the rest, and a while longer once you are on the payment page. What is not paid for goes back on sale by itself.`,
        `One guest can hold up to ${r.maxSeats} seats at a time. For schools and larger parties, please ask the box office.`,
        'We ask you not to leave a single seat alone between two parties: somebody would like to sit there, and nobody comes to the cinema by half.',
        `Online sales close ${r.closeMinutes} minutes after the show begins.`,
      ],
    },
    {
      title: 'Cancelling',
      text: [
        `Plans change. Until ${r.cancelHours} before the show you can cancel on the page of your order, and the whole sum goes back the way you paid. Banks usually show it within 5 to 10 days.`,
        'If we have to cancel a showing, you get a letter and your money back without asking.',
      ],
    },
    {
      title: 'Ages',
      text: [
        'Every film shows its age rating. For most it is advice.',
        'Where a film asks for an adult beside younger guests, an order with a child’s ticket needs an adult’s ticket too.',
        'A few films are for grown-ups only. For these there are no children’s tickets, and we ask for proof of age at the door.',
      ],
    },
    {
      title: 'Wheelchairs and companions',
      text: [
        'Wheelchair spaces are drawn on every seat map, each with a companion seat that is sold together with it at a lower price.',
        'Every hall is reached without steps. If you would like a hand, tell the person at the door or ring the box office.',
      ],
    },
    {
      title: 'At the door',
      text: [
        'Show the code of your ticket on your phone or on paper. Each code lets one person in, once.',
        `The main film begins about ${r.preShowMinutes} minutes after the time on the ticket. Latecomers are let in quietly.`,
        'A show after midnight belongs to the evening before: “Fri night / Sat 00:05” is Friday’s late show.',
      ],
    },
  ],
  cancelHours: (minutes: number) => (minutes % 60 === 0 ? `${minutes / 60} hours` : `${minutes} minutes`),
};
