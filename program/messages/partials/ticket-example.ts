/** A ticket as an agent has just answered it, in two paragraphs. */
export const ticketExample = {
  traits: { first_name: "Mara" },
  event: {
    ticket_id: "T-2071",
    subject: "Strap buckle of my Kestrel 32",
    status: "pending",
    reply:
      "Hi Mara,\n\na new buckle is easy to fit without tools, and we are glad to send you one. Would you tell us which color your backpack has?\n\nJonas from Fernweh & Co.",
    url: "https://shop.fernweh.example/help/tickets/T-2071",
  },
};
