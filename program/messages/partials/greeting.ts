/** How an email begins, also where no name is known. */
export const greeting = {
  en: "{% if person.first_name %}Hi {{ person.first_name }},{% else %}Hello,{% endif %}",
  de: "Hallo{% if person.first_name %} {{ person.first_name }}{% endif %},",
};
