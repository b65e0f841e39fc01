/** Longest header value SES takes (https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageHeader.html). */
export const MAX_HEADER = 995;
