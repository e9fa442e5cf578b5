## Help pages: their texts stand in idp/texts
help-article-title = Help
help-see-lost = Lost access: how to get back in
help-see-sign-in = Help with problems around signing in
