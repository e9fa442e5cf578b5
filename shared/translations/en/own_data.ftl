## Documents with what is kept about a person
own-data-yes = yes
own-data-no = no
