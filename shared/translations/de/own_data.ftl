## Documents with what is kept about a person
own-data-yes = ja
own-data-no = nein
