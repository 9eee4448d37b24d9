@py -3 "%~dp0hub" %*
