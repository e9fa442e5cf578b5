## Seiten, die nur Text sind: ihre Texte stehen in portal/texts
help-article-title = Hilfe
